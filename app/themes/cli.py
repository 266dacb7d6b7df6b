"""`./parley themes`: themes of the comments in any file."""

import click

from app.themes.commands.code import code
from app.themes.commands.fit import fit


@click.group()
def themes() -> None:
    """Themes of comments."""


themes.add_command(fit)
themes.add_command(code)
