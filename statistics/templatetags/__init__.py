"""What templates load. The words themselves are made in the rooms below."""
