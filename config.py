"""Every setting of Parley: typed, documented, read from the environment and checked at start."""

import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

PROJECT = Path(__file__).resolve().parent


class Profile(StrEnum):
    development = "development"
    test = "test"
    production = "production"


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it and says what it must be."""


class Settings(BaseModel):
    """The settings. Each field's alias is the environment variable that sets it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    profile: Profile = Field(
        Profile.development,
        alias="PARLEY_PROFILE",
        description="development, test or production. Production refuses a missing or short secret.",
    )
    instance_dir: Path = Field(
        PROJECT / "instance",
        alias="PARLEY_INSTANCE",
        description="Folder of the embedded database, the wake-up queue and the generated secret.",
    )
    database_url: str = Field(
        "",
        alias="DATABASE_URL",
        description="SQLAlchemy address. Empty: SQLite in the instance folder. "
        "PostgreSQL: postgresql+psycopg://person:secret@host/name.",
    )
    secret_key: str = Field(
        "",
        alias="SECRET_KEY",
        description="Signs cookies and derives the keys of drafts and secret ballots: at least 32 characters. "
        "Empty outside production: made once and kept in the instance folder.",
    )
    base_url: str = Field(
        "http://127.0.0.1:8000",
        alias="BASE_URL",
        description="Address under which people reach Parley; links in mails begin with it.",
    )
    smtp_url: str = Field(
        "",
        alias="SMTP_URL",
        description="smtp://person:secret@host:587 or smtps://…:465. Empty: mails stay in the outbox page.",
    )
    mail_from: str = Field("Parley <parley@localhost>", alias="MAIL_FROM", description="Sender of all mails.")
    mail_per_minute: int = Field(
        120, alias="MAIL_PER_MINUTE", ge=1, le=10_000, description="How many mails a minute are sent at most."
    )
    session_hours: int = Field(
        12,
        alias="SESSION_HOURS",
        ge=1,
        le=720,
        description="A sign-in ends after this many hours, used or not.",
    )
    idle_minutes: int = Field(
        60,
        alias="IDLE_MINUTES",
        ge=5,
        le=1440,
        description="A sign-in ends after so many minutes without use.",
    )
    link_minutes: int = Field(
        15, alias="LINK_MINUTES", ge=5, le=1440, description="How long a one-time sign-in link can be used."
    )
    upload_megabytes: int = Field(
        20, alias="UPLOAD_MEGABYTES", ge=1, le=500, description="Largest file or form that a page accepts."
    )
    database_wait_seconds: int = Field(
        15,
        alias="DATABASE_WAIT_SECONDS",
        ge=1,
        le=60,
        description="How long a write on the embedded database waits for another before the page says it is busy.",
    )
    job_lease_seconds: int = Field(
        60,
        alias="JOB_LEASE_SECONDS",
        ge=5,
        le=3600,
        description="A job whose worker is silent so long runs again.",
    )
    metrics_token: str = Field(
        "",
        alias="METRICS_TOKEN",
        description="Bearer token for /metrics from elsewhere. Empty: loopback only.",
    )
    trusted_proxies: int = Field(
        0,
        alias="TRUSTED_PROXIES",
        ge=0,
        le=5,
        description="How many reverse proxies stand before the web process.",
    )
    redis_url: str = Field(
        "",
        alias="REDIS_URL",
        description="Redis for wake-ups between machines. Empty: a file in the instance folder.",
    )

    @model_validator(mode="after")
    def _production_is_safe(self) -> "Settings":
        if self.profile is Profile.production and len(self.secret_key) < 32:
            raise ValueError("SECRET_KEY must be set to at least 32 random characters in production")
        if self.secret_key and len(self.secret_key) < 32:
            raise ValueError("SECRET_KEY is too short: give at least 32 characters")
        if self.database_url and not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
        if not self.base_url.startswith(("http://", "https://")):
            raise ValueError("BASE_URL must begin with http:// or https://")
        return self

    @property
    def production(self) -> bool:
        return self.profile is Profile.production

    @property
    def database(self) -> str:
        """The SQLAlchemy address in use."""
        return self.database_url or f"sqlite:///{self.instance_dir / 'parley.db'}"

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded one: one web process, one worker."""
        return self.database.startswith("sqlite")


def load_settings(environ: Mapping[str, str], **overrides: Any) -> Settings:
    """Return the settings of an environment; `overrides` (field names) win. Raises SettingsError."""
    given: dict[str, Any] = {
        str(field.alias): environ[str(field.alias)]
        for field in Settings.model_fields.values()
        if environ.get(str(field.alias), "") != ""
    }
    for name in overrides:
        given.pop(str(Settings.model_fields[name].alias), None)
    try:
        settings = Settings.model_validate({**given, **overrides})
    except ValidationError as error:
        raise SettingsError("; ".join(_complaint(fault) for fault in error.errors())) from None
    if settings.secret_key:
        return settings
    return settings.model_copy(update={"secret_key": _kept_secret(settings.instance_dir)})


def _complaint(fault: Any) -> str:
    message = str(fault["msg"]).removeprefix("Value error, ")
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {message}" if where else message


def _kept_secret(instance_dir: Path) -> str:
    """Return the installation's own secret, made at the first start and readable by its owner only."""
    path = instance_dir / "secret_key"
    try:
        instance_dir.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48))
        return path.read_text().strip()
    except OSError as error:
        raise SettingsError(f"PARLEY_INSTANCE: cannot keep a secret in {instance_dir}: {error.strerror}") from None
