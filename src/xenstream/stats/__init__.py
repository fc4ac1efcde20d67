"""Numbers over a stream: what was sent, how often, in which passes, and what of it was needless.

In: the items of a walk and the pages that it hands over. Out: statistics, as text, JSON or a
picture.
"""
