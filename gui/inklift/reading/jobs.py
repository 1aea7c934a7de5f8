"""What the reading worker runs: plain functions that take and return values.

Importing this module costs nothing, so that the window may hand these functions to the worker;
the OCR library, OpenCV, numpy and Pillow are imported where they run.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from inklift.core.readings import Reading
from inklift.reading.accents import without_stray_accents
from inklift.reading.page import arrange
from inklift.reading.strips import LONGEST_SIDE_PX, longest_side_px
from inklift.reading.text_layer import read_text_layer

if TYPE_CHECKING:
    from inklift.reading.recognizer import Recognizer

# State of the worker process: a function is all that crosses into it, and the networks (some
# hundred megabytes, a second to load) must outlive the call.
_recognizer: "Recognizer | None" = None


def warm_up() -> None:
    """Load the networks and run them once, so that the first picture does not wait for them.

    Raises ReadingFailed.
    """
    _process_recognizer().warm_up()


def read(path: Path, page: int, quarter_turns: int) -> Reading:
    """The text of one page (counted from 1) of a picture file, turned clockwise by the user.

    Takes 1 to 10 seconds; a PDF's page that has its own text takes hardly any. A picture without
    text gives a Reading without lines. Raises a PictureError when the file cannot be opened,
    ReadingFailed when reading it breaks down.
    """
    from inklift.imaging.loading import load_bgr

    from_file = read_text_layer(path, page, quarter_turns)
    if from_file is not None:
        return from_file
    picture = load_bgr(path, page, quarter_turns, LONGEST_SIDE_PX)
    wanted_px = longest_side_px(picture.full_width_px, picture.full_height_px)
    if picture.scale < 1 and wanted_px > LONGEST_SIDE_PX:
        picture = load_bgr(path, page, quarter_turns, wanted_px)
    pieces = _process_recognizer().recognize(picture.pixels, picture.scale)
    reading = arrange(pieces, picture.full_width_px, picture.full_height_px)
    return without_stray_accents(reading)


def _process_recognizer() -> "Recognizer":
    global _recognizer
    if _recognizer is None:
        from inklift.reading.recognizer import Recognizer

        _recognizer = Recognizer()
    return _recognizer
