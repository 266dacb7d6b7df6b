"""The chain itself: digests and signatures, values in, values out."""
