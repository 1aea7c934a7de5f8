"""What the recognizer finds on a picture: runs of text with their corners and words."""

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

SPACE_PITCHES = 2.0  # a step this many times the usual one between letters is a space…
SPACE_COLUMNS = 5  # …if it is also this wide; together they give the best word F1 on receipts


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a picture, in pixels from its left and top edge."""

    x: float
    y: float


def between(start: Point, end: Point, share: float) -> Point:
    """The point that lies `share` (0 to 1) of the way from `start` to `end`."""
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def _distance(start: Point, end: Point) -> float:
    return math.hypot(end.x - start.x, end.y - start.y)


@dataclass(frozen=True, slots=True)
class Span:
    """A word and where it begins and ends along its piece, as shares of the piece's width."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that was found and read in one go: a word, a few words or a whole line.

    The corners run clockwise from the top left of the *text* (not of the picture), in pixels of the
    upright picture, so that they also tell which way the text runs.
    """

    spans: tuple[Span, ...]
    top_left: Point
    top_right: Point
    bottom_right: Point
    bottom_left: Point
    confidence: float  # 0 to 1
    margin: float = 0.0  # of its height, above and below the letters

    @property
    def text(self) -> str:
        return " ".join(span.text for span in self.spans)

    @property
    def start(self) -> Point:
        """The middle of the edge where the text begins."""
        return between(self.top_left, self.bottom_left, 0.5)

    @property
    def end(self) -> Point:
        """The middle of the edge where the text ends."""
        return between(self.top_right, self.bottom_right, 0.5)

    @property
    def width_px(self) -> float:
        return _distance(self.start, self.end)

    @property
    def height_px(self) -> float:
        left = _distance(self.top_left, self.bottom_left)
        right = _distance(self.top_right, self.bottom_right)
        return (left + right) / 2

    @property
    def angle(self) -> float:
        """Which way the text runs, in radians clockwise: 0 is to the right, π/2 is down."""
        return math.atan2(self.end.y - self.start.y, self.end.x - self.start.x)

    def moved(self, move: Callable[[Point], Point]) -> "Piece":
        """The same piece with its corners in other pixels."""
        return Piece(
            self.spans,
            move(self.top_left),
            move(self.top_right),
            move(self.bottom_right),
            move(self.bottom_left),
            self.confidence,
            self.margin,
        )

    def corners_of(self, span: Span) -> tuple[Point, Point, Point, Point]:
        """The corners of one of this piece's words, at its letters."""
        start = between(self.top_left, self.top_right, span.start)
        end = between(self.top_left, self.top_right, span.end)
        below_end = between(self.bottom_left, self.bottom_right, span.end)
        below_start = between(self.bottom_left, self.bottom_right, span.start)
        return (
            between(start, below_start, self.margin),
            between(end, below_end, self.margin),
            between(below_end, end, self.margin),
            between(below_start, start, self.margin),
        )


def proportional_spans(text: str) -> tuple[Span, ...]:
    """Split at white space, as if all letters were equally wide."""
    text = text.strip()
    spans: list[Span] = []
    position = 0
    for word in text.split():
        position = text.index(word, position)
        end = position + len(word)
        spans.append(Span(word, position / len(text), end / len(text)))
        position = end
    return tuple(spans)


def measured_spans(text: str, columns: list[int], column_count: float) -> tuple[Span, ...]:
    """Split at white space and at gaps as wide as one.

    `columns` says for each letter that is no white space in which column of the network's output
    it was seen, and `column_count` how many columns the piece is wide. The network leaves spaces
    out where letters stand close; the gap between the columns still shows them.
    """
    letters = [letter for letter in text if not letter.isspace()]
    if len(letters) != len(columns) or column_count <= 0:
        return proportional_spans(text)
    if not letters:
        return ()

    breaks = _breaks_at_white_space(text)
    steps = [columns[at] - columns[at - 1] for at in range(1, len(letters)) if at not in breaks]
    pitch = median(steps) if steps else 2.0
    widest_step = max(SPACE_PITCHES * pitch, SPACE_COLUMNS)
    for at in range(1, len(letters)):
        if columns[at] - columns[at - 1] >= widest_step:
            breaks.add(at)

    edges = [0, *sorted(breaks), len(letters)]
    return tuple(
        Span(
            "".join(letters[first:after]),
            max(0.0, (columns[first] + 0.5 - pitch / 2) / column_count),
            min(1.0, (columns[after - 1] + 0.5 + pitch / 2) / column_count),
        )
        for first, after in itertools.pairwise(edges)
    )


def _breaks_at_white_space(text: str) -> set[int]:
    """Numbers of the letters (white space not counted) that begin a new word, but the first."""
    breaks: set[int] = set()
    count = 0
    for letter, following in itertools.pairwise(text):
        if letter.isspace():
            if not following.isspace() and count:
                breaks.add(count)
        else:
            count += 1
    return breaks
