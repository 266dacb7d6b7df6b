"""The commands of themes, one a file."""
