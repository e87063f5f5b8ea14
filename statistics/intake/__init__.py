"""Workbooks on their way into reports: a clerk's one with a preview, the city's folder in a batch.

`offer` says whose table a workbook is and what it would change. Imports `entry`, `workbooks` and what
is below.
"""
