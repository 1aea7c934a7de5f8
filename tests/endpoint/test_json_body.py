"""Bodies in pieces: the same value as parsed whole, in little memory and time."""

import base64
import json
import tracemalloc
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inklift.endpoint.base64_file import PictureFile
from inklift.endpoint.json_body import LONGEST_SHORT, JsonBody
from inklift.endpoint.replies import BadRequestError

_TEXT = st.text(st.characters(), max_size=60) | st.text('"\\/{}[],: \ud83d\x01é', max_size=30)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(_TEXT | st.just("images"), inner, max_size=4)
    ),
    max_leaves=12,
)
_PICTURES = st.lists(
    st.binary(max_size=40)
    | st.builds(lambda data, times: data * times, st.binary(min_size=3, max_size=9), st.just(900)),
    max_size=4,
)


def parsed(folder: Path, body: bytes, cuts: list[int]) -> Any:
    """The value of the body, cut at these places, with the bytes of pictures in files."""
    folder.mkdir()
    receiving = JsonBody(folder)
    edges = [0, *sorted(cuts), len(body)]
    for start, end in pairwise(edges):
        receiving.feed(body[start:end])
    value = receiving.finish()
    receiving.close()
    if isinstance(value, dict) and isinstance(value.get("images"), list):
        value["images"] = [
            image.path.read_bytes() if isinstance(image, PictureFile) else image
            for image in value["images"]
        ]
    return value


@given(
    others=st.dictionaries(_TEXT.filter(lambda name: name != "images"), _VALUES, max_size=4),
    pictures=_PICTURES,
    first=st.booleans(),
    escaped=st.booleans(),
    cuts=st.lists(st.floats(0, 1), max_size=40),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_body_in_pieces_is_the_same_as_whole(
    tmp_path_factory: pytest.TempPathFactory,
    others: dict[str, Any],
    pictures: list[bytes],
    first: bool,
    escaped: bool,
    cuts: list[float],
) -> None:
    images = [base64.b64encode(picture).decode() for picture in pictures]
    whole = {"images": images} | others if first else others | {"images": images}
    body = json.dumps(whole).encode()
    if escaped:
        body = body.replace(b"/", rb"\/").replace(b"+", rb"\u002B")
        whole = json.loads(body)

    folder = tmp_path_factory.mktemp("bodies") / "body"
    value = parsed(folder, body, [round(cut * len(body)) for cut in cuts])

    for image, picture, written in zip(value.pop("images"), pictures, images, strict=True):
        assert image == (picture if isinstance(image, bytes) else written)
        assert isinstance(image, bytes) or len(written) <= LONGEST_SHORT
    del whole["images"]
    assert value == whole


def test_only_strings_of_the_outermost_images_are_pictures(tmp_path: Path) -> None:
    long = "A" * 5_000
    whole = {
        "images2": [long],
        "x": {"images": [long]},
        "y": ["images", long],
        "images": [["no"], {"a": long}],
        "z": long,
    }

    assert parsed(tmp_path / "body", json.dumps(whole).encode(), [100, 9_000]) == whole


def test_the_name_may_be_written_with_escapes(tmp_path: Path) -> None:
    body = b'{"im\\u0061ges": ["' + b"AAAA" * 2_000 + b'"]}'

    assert parsed(tmp_path / "body", body, []) == {"images": [bytes(6_000)]}


def test_what_stands_for_a_picture_cannot_be_guessed(tmp_path: Path) -> None:
    first, second = (JsonBody(tmp_path)._token for _ in range(2))

    assert first != second
    assert len(first) >= 32


def test_memory_does_not_go_by_the_size_of_the_body(tmp_path: Path) -> None:
    picture = base64.b64encode(bytes(18 * 2**20))
    receiving = JsonBody(tmp_path)
    tracemalloc.start()
    receiving.feed(b'{"images": ["')
    for start in range(0, len(picture), 65_536):
        receiving.feed(picture[start : start + 65_536])
    receiving.feed(b'"]}')
    receiving.finish()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 2**20


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 3_000_000,
        b'{"a":' * 600_000,
        b'{"a": [' + b"1," * 1_500_000,
        b'{"images": [' + b'"",' * 1_000_000,
        b'{"x": "' + rb"\\" * 1_500_000,
        b'{"x": "' + rb"\u00" * 750_000,
        b'{"x": "' + b"x" * 9_000_000,
        b" " * 9_000_000,
    ],
)
@pytest.mark.timeout(30)  # time quadratic to the body would be minutes
def test_hostile_bodies_are_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(BadRequestError):
        parsed(tmp_path / "body", body, list(range(0, len(body), 65_536)))
