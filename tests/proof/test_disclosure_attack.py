"""The attack on respondents' privacy: staff with all the figures there are solve for the hidden small ones."""

import os
from collections.abc import Callable
from random import Random

import pytest
from flask import Flask

from app.pulse import queries as pulse
from app.pulse.models import Wave
from tests.databases import DATABASES
from tests.people import make_program
from tests.proof.attack_on_changes import attack_changes
from tests.proof.attack_on_drivers import attack_drivers
from tests.proof.attack_on_segments import attack_means, attack_themes
from tests.proof.attack_on_values import Attacked, attack_texts, attack_values
from tests.proof.populations import Loaded, load

pytestmark = pytest.mark.proof
POPULATIONS = 200 if os.environ.get("PARLEY_LONG_PROOFS") else 3
ATTACKS: dict[str, Callable[[Wave, Loaded], Attacked]] = {
    "counts of values": lambda wave, loaded: attack_values(wave, alone=loaded.alone),
    "texts beside other": lambda wave, loaded: attack_texts(wave),
    "segments of themes": lambda wave, loaded: attack_themes(wave, loaded.theme_ids),
    "values in segments": lambda wave, loaded: attack_means(wave),
    "what goes with a rating": lambda wave, loaded: attack_drivers(wave),
}


@pytest.mark.parametrize(
    ("app", "seed"), [(DATABASES[seed % len(DATABASES)], seed) for seed in range(POPULATIONS)], indirect=["app"]
)
def test_no_small_count_follows_from_all_that_is_shown(seed: int, app: Flask) -> None:
    random = Random(seed)
    loaded = load(make_program(), random, k=random.choice((3, 5)))
    for wave in map(pulse.wave_by_id, loaded.wave_ids):
        for name, attack in ATTACKS.items():
            attacked = attack(wave, loaded)
            print(f"{name}: {attacked.cells} hidden counts, {attacked.pinned}")
            # That nobody gave a value far from an extreme mean is told by the mean itself.
            assert [one for one in attacked.pinned if one.count] == [], name
    first, second = map(pulse.wave_by_id, loaded.wave_ids)
    attacked = attack_changes((first, second), loaded.theme_ids)
    print(f"two waves of themes: {attacked.cells} hidden counts, {attacked.pinned}")
    assert attacked.pinned == []
