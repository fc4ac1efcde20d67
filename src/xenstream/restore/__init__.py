"""What a real Xen does with a stream.

In: contents, and the version of Xen. Out: what it refuses, and its words.
"""
