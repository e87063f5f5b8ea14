"""The commands, the words they name a period by, and the demo's made-up figures.

Imports what a page may import, but no page of the admin.
"""
