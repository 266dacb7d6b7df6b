"""Talk about a proposal: threads, posts and named concerns."""
