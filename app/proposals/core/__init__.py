"""Pure parts of Propose: digests of what is frozen, who moves by tier, the words of a segment."""
