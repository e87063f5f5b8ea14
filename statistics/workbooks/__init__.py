"""Figures as Excel workbooks, both ways: `writing/`, and `gate/`, `parser/`, `reading/` on the way in.

`layout` says where each figure of the official sheet stands, `fingerprint` whose table a file is
(docs/decisions/0005-workbooks-out.md, 0009-workbooks-in.md). Imports `totals` and what is below.
"""
