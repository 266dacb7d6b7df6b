"""Tell and Measure: what became of each theme, told to whom, and whether it helped."""
