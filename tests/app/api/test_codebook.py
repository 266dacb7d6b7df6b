"""The codebook by the API: today's and published ones, of the token's program only."""

from collections.abc import Callable

from app.db import database, transaction
from app.programs.models import Program
from app.themes import services
from app.themes.models import Theme
from tests.app.api.conftest import Caller
from tests.people import make_person, make_program
from tests.theme_makers import viewer_of

Make = Callable[..., Caller]


def test_a_version_is_read_as_it_was_and_the_codebook_as_it_is(caller: Make, program: Program) -> None:
    analyst = viewer_of(make_person("ana@vendor.example", "analyst", program=program), program)
    with transaction():
        theme = Theme(program_id=program.id, name="Portal", includes="Sign-in", examples=["I sign in twice"])
        database.session.add(theme)
        version = services.publish_codebook("For the council", by=analyst).public_id
        services.rename(theme, "Portal search", by=analyst)
    reader = caller("read")
    today = reader.get("/codebook").get_json()
    assert [(one["name"], one["includes"], one["examples"]) for one in today["themes"]] == [
        ("Portal search", "Sign-in", ["I sign in twice"])
    ]
    assert (today["number"], today["versions"][0]["number"], today["versions"][0]["id"]) == (1, 1, version)
    assert [one["name"] for one in reader.get(f"/codebook?version={version}").get_json()["themes"]] == ["Portal"]
    other = make_program("other", "Other")
    assert caller("read", program_id=other.id).get("/codebook").get_json()["themes"] == []
    assert caller("read", program_id=other.id).get(f"/codebook?version={version}").status_code == 404
    assert reader.get("/codebook?version=%00").status_code == 404
