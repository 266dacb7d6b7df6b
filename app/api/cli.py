"""`./parley openapi`: writes the description of the API."""

import json
from pathlib import Path

import click

from app.shared.commands import application, say


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The JSON file to write.")
def openapi(out: Path) -> None:
    """Write the description of the HTTP API (OpenAPI)."""
    document = application().api_doc  # type: ignore[attr-defined]
    try:
        out.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror or error}") from error
    say(f"Wrote {out}: {len(document['paths'])} addresses.")
