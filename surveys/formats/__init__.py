"""Questionnaires in the formats of other survey tools."""
