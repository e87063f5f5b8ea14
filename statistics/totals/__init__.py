"""Many reports into one table: over units the sum, over time the last; and what an issue keeps.

The database adds, in a number of queries that does not grow. Imports `models` and what is below.
"""
