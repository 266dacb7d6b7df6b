"""Plays the demo's year into the database through the same services that people use, each step at its own time."""
