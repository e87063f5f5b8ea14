"""What must hold of a table: relations as data, the rules in force, findings, explanations, remarks.

Plain values that know no models. Imports `form`.
"""
