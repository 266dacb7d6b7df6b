"""Decide: councils, sessions, ballots and decisions."""
