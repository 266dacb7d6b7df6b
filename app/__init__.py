"""The Flask application of Parley: one folder a domain, one file a purpose."""
