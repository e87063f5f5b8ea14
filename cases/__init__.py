"""What was handled: the case categories of the form. Imports `units` and `campaigns` at most."""
