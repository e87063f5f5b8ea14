"""What the portal costs, beside what a user would otherwise have. `make bench`; docs/benchmarks.md."""
