"""Codes comments with a codebook that people have accepted, and says how far that can be trusted."""
