"""What is due, and when: the year's campaign, its phases and reporting periods, their days and admin.

Knows no figures. Imports `units` alone.
"""
