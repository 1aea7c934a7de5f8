"""What was read on a picture is kept, goes with the picture's bytes, and is read once."""

from pathlib import Path
from typing import Any

import pytest

from inklift.core.errors import PictureChanged
from inklift.core.pictures import Box, PictureSource
from inklift.core.readings import Line, Reading, Word
from inklift.services.evidence import EvidenceFinder
from inklift.services.readings import KeptReadings, decoded, encoded, reading_file
from inklift.system.background import Aside
from services.bench import true_source

READING = Reading(
    300,
    200,
    (
        Line(
            (
                Word("Café", Box(1, 2, 30, 40), 0.98765),
                Word("\u6771\u4eac", Box(31, 2, 60, 40), 1.0),
            )
        ),
        Line((Word("12.50", Box(1, 50, 30, 90), 0.5),), continues=True),
    ),
)


class CountingPictures:
    """Reads everything as `READING`; `changed` files are no longer what they were."""

    def __init__(self) -> None:
        self.read_names: list[str] = []
        self.changed = False

    async def read(self, source: PictureSource) -> Reading:
        self.read_names.append(source.name)
        return READING

    async def check_unchanged(self, source: PictureSource) -> None:
        if self.changed:
            raise PictureChanged


@pytest.fixture
def pictures() -> CountingPictures:
    return CountingPictures()


@pytest.fixture
def readings(pictures: CountingPictures, aside: Aside, tmp_path: Path) -> KeptReadings:
    return KeptReadings(pictures, aside, tmp_path / "readings")


@pytest.fixture
def source(tmp_path: Path) -> PictureSource:
    path = tmp_path / "a.png"
    path.write_bytes(b"some picture")
    return true_source(path)


def test_a_reading_survives_being_written() -> None:
    again = decoded(encoded(READING))

    assert again.text == READING.text
    assert again.lines[1] == READING.lines[1]
    assert again.lines[0].words[0].confidence == pytest.approx(0.98765, abs=1e-4)
    assert decoded(encoded(Reading(5, 6, ()))) == Reading(5, 6, ())


def test_a_picture_is_read_once(
    readings: KeptReadings, pictures: CountingPictures, source: PictureSource, run: Any
) -> None:
    first = run(readings.read(source))
    again = run(readings.read(source))

    assert pictures.read_names == ["a.png"]
    assert first.text == again.text


@pytest.mark.parametrize(
    "damage", [b"", b"nonsense", encoded(READING)[:-9], encoded(READING) + b"x"]
)
def test_what_is_damaged_is_read_anew(
    damage: bytes,
    readings: KeptReadings,
    pictures: CountingPictures,
    source: PictureSource,
    run: Any,
    tmp_path: Path,
) -> None:
    run(readings.read(source))
    reading_file(tmp_path / "readings", source.fingerprint).write_bytes(damage)

    assert run(readings.read(source)).text == READING.text


def test_what_another_file_shows_is_not_kept(
    readings: KeptReadings,
    pictures: CountingPictures,
    source: PictureSource,
    run: Any,
    tmp_path: Path,
) -> None:
    pictures.changed = True

    with pytest.raises(PictureChanged):
        run(readings.read(source))

    assert not reading_file(tmp_path / "readings", source.fingerprint).exists()


def test_where_nothing_can_be_kept_it_is_read_all_the_same(
    readings: KeptReadings, source: PictureSource, run: Any, tmp_path: Path
) -> None:
    (tmp_path / "readings").write_text("a file where the folder should be")

    assert run(readings.read(source)).text == READING.text


def test_values_are_looked_for_in_the_picture_they_are_of(
    readings: KeptReadings, aside: Aside, tmp_path: Path, run: Any
) -> None:
    sources = []
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(name.encode())
        sources.append(true_source(tmp_path / name))
    finder = EvidenceFinder(readings.read, aside, 1)
    data = [{"index": 1, "total": "12.50"}, {"index": 0, "total": "99.00", "shop": "cafe"}]

    found = run(finder.find(sources, data))

    assert {name: [place["picture"] for place in places] for name, places in found.items()} == {
        "shop": ["a.png"],
        "total": ["b.png"],
    }


def test_a_picture_without_values_is_not_read(
    readings: KeptReadings,
    pictures: CountingPictures,
    aside: Aside,
    source: PictureSource,
    run: Any,
) -> None:
    finder = EvidenceFinder(readings.read, aside, 1)

    assert run(finder.find([source], [])) == {}
    assert pictures.read_names == []
