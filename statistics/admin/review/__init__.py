"""One unit's table as the city sees it, the list of them, and the decisions on them."""
