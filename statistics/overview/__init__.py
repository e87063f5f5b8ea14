"""Who has reported and who has to: the unit's first page, and the city's board of a period.

Tables of many units together, read and never changed. Imports `totals` and what is below.
"""
