"""What items hold.

In: items and their bodies. Out: the guest, its configuration, its CPU policy, device states.
"""
