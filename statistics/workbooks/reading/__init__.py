"""From a file's bytes to the figures of the official table: `incoming` is what others call.

Finds the table by its labels, reads every cell, names every problem at its place. Imports `gate` and
`parser`.
"""
