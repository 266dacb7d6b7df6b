"""Who is in the demo: partner organisations, their people, the staff, the council and their metrics."""
