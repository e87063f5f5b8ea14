"""Workbooks on their way into reports.

`offer` says whose table a workbook is and what it would change. A clerk's goes through `upload`,
`page`, `preview` and `views`; the city's many through `folder`, `batch` and `verdict`. Reading them
is workbooks/read.py's business, storing models/takeover.py's. `origin` shows, afterwards, where
figures came from.
"""
