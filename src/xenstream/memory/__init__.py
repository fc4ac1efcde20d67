"""The guest's memory out of a stream.

In: the items of a walk and the pages that it hands over. Out: files with the guest's memory at
its addresses (raw, an ELF core, Xen's own dump), or an object to read it by address.
"""
