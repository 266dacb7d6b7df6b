"""The shapes of the API's answers and parameters."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, Field


class ProgramShape(BaseModel):
    """The token's program."""

    id: str
    key: str
    name: str
    vendor: str
    currency: str
    time_zone: str


class PartnerShape(BaseModel):
    """Facts about a partner; people are not part of it."""

    id: str
    external_id: str
    name: str
    roles: list[str]
    domain: str | None
    country: str | None = Field(description="ISO 3166-1 alpha-2.")
    market: str | None
    employees: int | None
    annual_revenue_eur: str | None = Field(description="Decimal with two places.")
    joined: dt.date | None


class PartnerPage(BaseModel):
    """One page of partners, by name."""

    items: list[PartnerShape]
    page: int
    pages: int
    total: int


class PartnerQuery(BaseModel):
    """Which partners; all given must hold."""

    role: str | None = None
    market: str | None = None
    country: str | None = None
    search: str | None = Field(None, description="Part of a name or external id.")
    page: int = Field(1, ge=1)


class WaveShape(BaseModel):
    """One wave. Drafts are not published."""

    id: str
    name: str = Field(description="SURVEY/LABEL, as commands know it.")
    survey: str
    label: str
    state: str = Field(description="open or closed.")
    privacy: str
    k: int
    opened_at: dt.datetime | None
    closes_at: dt.datetime | None
    closed_at: dt.datetime | None
    invited: int
    answered: int


class WaveList(BaseModel):
    """Waves, the newest first."""

    items: list[WaveShape]


class WavePath(BaseModel):
    """A wave by its id."""

    wave_id: str


class WaveFactsShape(BaseModel):
    """A wave's figures through the disclosure gate: a hidden figure is null, its reason stands in `hidden`."""

    wave: str
    state: str
    privacy: str
    k: int
    submissions: int | None
    questions: dict[str, Any]


class ThemeShape(BaseModel):
    """A theme in the newest closed wave; where the share is hidden or nobody was asked, its numbers are null."""

    id: str
    name: str
    definition: str
    wave: str | None
    share: float | None = Field(description="Of the organisations that answered, 0–1.")
    low: float | None
    high: float | None
    people_share: float | None = Field(description="Of the people who answered, 0–1.")
    people_low: float | None
    people_high: float | None
    at_most: float | None = Field(description="Where too few organisations raise it to show: the most that may, 0–1.")
    change: float | None = Field(description="Share less that of the wave before; with at_most the least it can be.")
    change_low: float | None
    change_high: float | None
    more_than_chance: bool | None = Field(description="Of all changes called so, at most 5 % are chance on average.")
    hidden: str | None = Field(description="Why the share is not shown.")


class ThemeList(BaseModel):
    """The accepted themes, the most widespread first."""

    items: list[ThemeShape]


class CodebookThemeShape(BaseModel):
    """A theme in words; `examples` are the analyst's own sentences."""

    id: str
    key: str = Field(description="Its lasting id in files: a GUID.")
    name: str
    definition: str
    includes: str
    excludes: str
    examples: list[str]


class CodebookVersionShape(BaseModel):
    """A published version of the codebook, which never changes."""

    id: str
    number: int
    note: str
    published_at: dt.datetime
    digest: str = Field(description="SHA-256 of its document.")


class CodebookShape(BaseModel):
    """The codebook; `number` counts its edits, `versions` are the newest first."""

    number: int
    themes: list[CodebookThemeShape]
    versions: list[CodebookVersionShape]


class CodebookQuery(BaseModel):
    """Which state of the codebook."""

    version: str | None = Field(None, description="Id of a published version; without it, today's.")


class ProposalShape(BaseModel):
    """A proposal. Drafts are not published."""

    id: str
    number: int
    title: str
    text: str
    state: str
    effective_on: dt.date | None
    opened_at: dt.datetime | None
    decided_at: dt.datetime | None


class ProposalList(BaseModel):
    """Proposals, the newest first."""

    items: list[ProposalShape]


class RulebookShape(BaseModel):
    """The version of the rulebook in force today."""

    id: str
    label: str
    effective_on: dt.date
    digest: str
    summary: str
    proposal: str | None
    document: str = Field(description="YAML.")


class ChangeShape(BaseModel):
    """What partners were told about a theme."""

    id: str
    theme: str
    state: str
    text: str
    told_on: dt.datetime


class ChangeList(BaseModel):
    """What partners were told, the newest first."""

    items: list[ChangeShape]


class ImportQuery(BaseModel):
    """What to do with the file, and how to read it where that can't be found out."""

    dry_run: bool = False
    skip_bad: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


class PartnerImportQuery(ImportQuery):
    """As every import; and where dates can be read two ways, their format."""

    date_format: str | None = Field(None, description="Such as DD/MM/YYYY.")


class FaultShape(BaseModel):
    """A fault or remark with its place."""

    line: int
    column: str | None
    reason: str
    message: str


class ImportShape(BaseModel):
    """What an import did, or would do."""

    accepted: int
    created: int
    updated: int
    rejected: list[FaultShape]
    notes: list[FaultShape]
    stored: bool
