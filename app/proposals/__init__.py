"""Propose: changes to program rules, with evidence, simulation and the effect expected."""
