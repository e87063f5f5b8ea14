"""The first look at a file, at its bytes alone: what it is, and whether a parser may see it.

Every refusal of a file has its sentence in `refusals`. Imports no other room of the workbooks.
"""
