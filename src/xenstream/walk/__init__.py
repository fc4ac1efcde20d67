"""From octets to items.

In: a source and its format. Out: headers, records and ends, in order, each framed once.
"""
