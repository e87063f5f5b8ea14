"""What happened stays: versions compared, verified and traced to where their figures came from.

Reads what `models` keeps and changes nothing. Imports `models` and what is below.
"""
