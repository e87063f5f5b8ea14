"""Figures as Excel workbooks, both ways.

Out: `write` is what other modules call; `layout` says where each figure of the official sheet
stands, `official`, `lists` and `standing` are its sheets, `book` and `styles` what they share
(docs/decisions/0005-workbooks-out.md).

In: `read` is what other modules call. A file passes `gate` (with `signatures`, `package`, `parts`
and `refusals`), is parsed by `cells` inside `sandbox`, searched by `labels`, `find`, `actions` and
`head`, and read by `table` and `values`, which name each of the `problems`
(docs/decisions/0009-workbooks-in.md).
"""
