"""Where octets come from.

In: a path, a descriptor, a pipe, packed octets. Out: a source of octets with a position.
"""
