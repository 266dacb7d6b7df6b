"""`python -m app`: the commands."""

from app.cli import main

main()
