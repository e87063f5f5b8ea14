"""Workbooks that the units sent by mail, imported by the city."""
