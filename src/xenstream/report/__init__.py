"""A report on paper.

In: reports. Out: text, JSON, SARIF, JUnit, annotations.
"""
