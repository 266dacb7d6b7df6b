"""Every setting is documented where people look, and a wrong one is named."""

from pathlib import Path

import pytest

from config import Settings, SettingsError, load_settings

PROJECT = Path(__file__).resolve().parents[2]
NAMES = sorted(str(field.alias) for field in Settings.model_fields.values())


@pytest.mark.parametrize("document", ["README.md", "docs/settings.md"])
@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_documented(name: str, document: str) -> None:
    assert f"`{name}`" in (PROJECT / document).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"PARLEY_PROFILE": "production"}, "SECRET_KEY"),
        ({"PARLEY_PROFILE": "production", "SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SESSION_HOURS": "many"}, "SESSION_HOURS"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"PARLEY_PROFILE": "staging"}, "PARLEY_PROFILE"),
    ],
)
def test_a_wrong_setting_is_named(environ: dict[str, str], named: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=named):
        load_settings({"PARLEY_INSTANCE": str(tmp_path), **environ})


def test_outside_production_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = load_settings({"PARLEY_INSTANCE": str(tmp_path)})
    assert len(first.secret_key) >= 32
    assert load_settings({"PARLEY_INSTANCE": str(tmp_path)}).secret_key == first.secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
