"""What can be computed about themes without a database: shares by segment, feelings, changes."""
