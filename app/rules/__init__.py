"""Adapt: the rulebook, its dated versions and what they mean for each partner."""
