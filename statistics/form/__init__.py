"""The official form, declared once, and what a cell of it may hold: the one normaliser.

Plain values that know no Django. Imports `cases` alone.
"""
