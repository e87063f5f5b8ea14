"""The unit's pages: the table as it is shown, typed, saved and reported, and what is kept of it.

`sheet` prepares a table for all who show one. Imports `workbooks` and what is below.
"""
