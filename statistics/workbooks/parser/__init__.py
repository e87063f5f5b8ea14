"""The child process that hands a stranger's file to a parser: `sandbox` starts it, `cells` is it.

Limits on time are kept by `sandbox`, those on memory by `cells`. Imports `gate`.
"""
