"""Damaged, hostile and unusual files of public test corpora: an answer or a PictureError, soon."""

from pathlib import Path

import pytest

from imaging.samples import OddPicture, odd_pictures
from inklift.core.errors import PictureError
from inklift.core.pictures import Preparation
from inklift.imaging import jobs
from inklift.imaging.formats import kind_of
from inklift.imaging.loading import load_bgr

_ODD = odd_pictures()
_OUR_FORMATS = {"JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "GIF", "BMP", "PDF"}

pytestmark = [
    pytest.mark.timeout(60),  # five jobs, on a machine that may be busy
    pytest.mark.skipif(not _ODD, reason="shared/oddpictures is not beside this checkout"),
]

each_odd_picture = pytest.mark.parametrize(
    "odd", _ODD, ids=lambda odd: f"{odd.path.parent.name}/{odd.path.name}"
)


def _opens(odd: OddPicture, tmp_path: Path) -> bool:
    """Whether the file can be inspected, shown, read and prepared; all of that or nothing."""
    outcomes = set()
    out = tmp_path / "out"
    for job in (
        lambda: jobs.inspect(odd.path),
        lambda: jobs.thumbnail(odd.path, 1, 0),
        lambda: jobs.render(odd.path, 1, 1, 1000, out),
        lambda: jobs.prepare(odd.path, 1, 2, Preparation(longest_side_px=2000), out),
        lambda: load_bgr(odd.path, 1, 3, 500),
    ):
        try:
            job()
            outcomes.add(True)
        except PictureError:
            outcomes.add(False)
    assert len(outcomes) == 1, "inspect promises what the other jobs do not keep"
    return outcomes.pop()


@each_odd_picture
def test_an_odd_picture_opens_or_fails_with_a_picture_error(
    odd: OddPicture, tmp_path: Path
) -> None:
    ours = odd.format in _OUR_FORMATS

    opens = _opens(odd, tmp_path)

    if odd.expected == "opens":
        assert opens is ours
    elif odd.expected == "clear error" or not ours:
        assert not opens


def test_formats_outside_the_list_are_told_by_their_first_bytes() -> None:
    others = [odd for odd in _ODD if odd.format not in {*_OUR_FORMATS, None}]

    kinds = {kind_of(odd.path.read_bytes()[:1024]) for odd in others}

    assert kinds == {None}
