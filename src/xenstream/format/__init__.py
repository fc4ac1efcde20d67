"""What an octet is.

In: octets. Out: the types that spec/ generates, built and named.
"""
