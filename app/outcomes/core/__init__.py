"""What can be said about effects without storage."""
