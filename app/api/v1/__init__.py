"""Version 1 of the HTTP API, thin over the domains' queries."""
