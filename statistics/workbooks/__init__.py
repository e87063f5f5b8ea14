"""Figures as Excel workbooks.

`layout` says where each figure of the official sheet stands, `write` is what other modules call;
`official`, `lists` and `standing` are its sheets. See docs/decisions/0005-workbooks-out.md.
"""
