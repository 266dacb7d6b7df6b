"""Who may do what, in one table. A route or service names a verb; a role has it or has not, within its program."""

from enum import StrEnum


class Role(StrEnum):
    partner_contact = "partner_contact"
    council_member = "council_member"
    facilitator = "facilitator"
    program_owner = "program_owner"
    analyst = "analyst"
    executive = "executive"
    admin = "admin"


ROLE_NAMES = {
    Role.partner_contact: "partner contact",
    Role.council_member: "council member",
    Role.facilitator: "facilitator",
    Role.program_owner: "program owner",
    Role.analyst: "analyst",
    Role.executive: "executive",
    Role.admin: "admin",
}

CONTACT, MEMBER, FACILITATOR, OWNER, ANALYST, EXECUTIVE, ADMIN = Role
STAFF = {FACILITATOR, OWNER, ANALYST, EXECUTIVE}

# fmt: off
PERMISSIONS: dict[str, set[Role]] = {
    # verb                roles
    "own_changes.see":    {CONTACT, MEMBER},
    "partners.see":       STAFF | {ADMIN},
    "partners.import":    {OWNER, ADMIN},
    "scorecards.see":     {OWNER, ANALYST, EXECUTIVE},
    "surveys.see":        STAFF,
    "surveys.edit":       {OWNER, ANALYST},
    "waves.see":          STAFF,
    "waves.run":          {OWNER},
    "themes.see":         STAFF | {MEMBER},
    "themes.edit":        {OWNER, ANALYST},
    "proposals.see":      STAFF | {MEMBER},
    "proposals.write":    {OWNER},
    "proposals.discuss":  {MEMBER, FACILITATOR, OWNER, ANALYST},
    "council.see":        STAFF | {MEMBER},
    "council.run":        {FACILITATOR},
    "ballots.vote":       {MEMBER},
    "decisions.answer":   {OWNER},
    "rulebook.see":       STAFF | {MEMBER, CONTACT},
    "rulebook.publish":   {OWNER},
    "outcomes.see":       STAFF | {MEMBER},
    "outcomes.tell":      {OWNER},
    "effects.see":        STAFF | {MEMBER},
    "effects.measure":    {OWNER, ANALYST},
    "reports.see":        {OWNER, ANALYST, EXECUTIVE},
    "metrics.import":     {OWNER, ANALYST, ADMIN},
    "admin.see":          {ADMIN},
    "admin.change":       {ADMIN},
}
# fmt: on


def may(roles: set[Role], verb: str) -> bool:
    """Whether one of the roles has the verb. Raises KeyError for a verb that isn't in the table."""
    return bool(PERMISSIONS[verb] & roles)
