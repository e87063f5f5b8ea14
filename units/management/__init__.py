"""Commands of the people and units."""
