"""The overview, the chain from answer to effect, and reports."""
