"""The workbooks that leave the portal: `outgoing` is what others call, a module a sheet.

Everything comes from the record or the totals. Imports neither `gate` nor `parser` nor `reading`.
"""
