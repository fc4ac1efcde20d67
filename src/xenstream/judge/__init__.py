"""Runs rules over the walk.

In: items and a choice of rules. Out: findings and a report.
"""
