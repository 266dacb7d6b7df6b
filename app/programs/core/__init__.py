"""What can be said about partners without a database: their facts, and reading them from files."""
