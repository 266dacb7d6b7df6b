"""Programs, the partners in them and the people at those partners."""
