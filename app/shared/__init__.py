"""Small pure parts that several domains need."""
