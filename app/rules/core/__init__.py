"""The rulebook as values: read, checked, evaluated, changed, compared and simulated without storage or web."""
