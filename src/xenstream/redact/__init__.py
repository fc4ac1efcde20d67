"""A copy of a stream that can be shown to others: what no verdict depends on is not in it.

In: a stream. Out: one of the same length, whose verdicts, codes and offsets are the same in every
profile, and that has nothing of the guest but the fields of the table.
"""
