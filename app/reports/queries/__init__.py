"""Reads over all domains: what waits where, the overview, the chain, the impact."""
