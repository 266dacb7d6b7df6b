"""The commands of accounts and tokens: here, since they name programs, which identity does not know."""

import click

from app.db import transaction
from app.identity import api_tokens, queries, services
from app.identity.permissions import Role
from app.programs.queries import the_program
from app.shared.commands import application, program_option, say
from app.shared.errors import DomainError


@click.group()
def accounts() -> None:
    """People and what they may do."""


@accounts.command()
@click.argument("email")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="Repeatable.",
)
@click.option("--name", default="", help="Their name; else the address up to the @.")
@program_option
def create(email: str, roles: tuple[str, ...], name: str, program_key: str | None) -> None:
    """Give the person with EMAIL roles in a program, with a new account where they have none."""
    with application().app_context(), transaction():
        program = the_program(program_key)
        person = queries.person_by_email(services.clean_address(email)) or services.create_person(email, name)
        for role in roles:
            services.grant(person, program.id, role)
        say(f"{person.email} is {', '.join(roles)} in {program.key}.")


@accounts.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a one-time link that signs EMAIL in."""
    with application().app_context(), transaction():
        person = queries.person_by_email(email)
        if person is None:
            raise DomainError(f"Nobody has the address {email}.")
        click.echo(services.make_sign_in_link(person))


@click.group()
def tokens() -> None:
    """Tokens of the HTTP API."""


@tokens.command("create")
@click.argument("name")
@click.option(
    "--scope", "scopes", multiple=True, required=True, type=click.Choice(list(api_tokens.SCOPES)), help="Repeatable."
)
@program_option
def create_token(name: str, scopes: tuple[str, ...], program_key: str | None) -> None:
    """Make a token and print its secret, this once."""
    with application().app_context(), transaction():
        _, secret = api_tokens.create_token(name, list(scopes), the_program(program_key).id, by=None)
    click.echo(secret)
    say("Keep it: it is not shown again.")
