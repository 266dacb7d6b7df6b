"""Work that outlives a request: job rows written with the change that causes them, run by a worker."""
