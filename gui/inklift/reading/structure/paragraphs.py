"""Lines → paragraphs and blocks: what stands together, by the space between lines."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from inklift.core.readings import Line

WIDER = 1.45  # times the usual distance between lines: a new paragraph begins
INDENT = 1.0  # heights that a first line is set in
SHORT_LINE = 0.75  # of the usual width: a line that ends so early, and a sentence, ends a paragraph
SAME_BLOCK = 2.2  # heights between lines without running text to compare with


def blocks_of(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Groups of lines with more space between them than within; empty lines are left out."""
    lines = [line for line in lines if line.words]
    if not lines:
        return ()
    boxes = [line.box for line in lines]
    height = median(box.bottom - box.top for box in boxes)
    steps = [below.top - above.top for above, below in pairwise(boxes)]
    close = [step for step in steps if 0 < step < SAME_BLOCK * height]
    usual = median(close) if close else SAME_BLOCK * height / WIDER
    blocks = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        if 0 < step <= WIDER * usual:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(map(tuple, blocks))


def paragraphs_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The paragraphs of running text, each on one line, words parted by hyphens joined again."""
    paragraphs: list[str] = []
    for block in blocks_of(lines):
        paragraphs += _within(block)
    return tuple(paragraphs)


def joined(lines: Sequence[Line]) -> str:
    """The text of lines as one; words that a hyphen parts at the end of a line are put together."""
    text = ""
    for line in lines:
        following = line.text
        if text.endswith("-") and text[-2:-1].isalpha() and following[:1].islower():
            text = text[:-1] + following
        else:
            text = f"{text} {following}" if text else following
    return text


def _within(block: Sequence[Line]) -> list[str]:
    """A block parted where a line is set in, or where one ends early with a sentence."""
    boxes = [line.box for line in block]
    height = median(box.bottom - box.top for box in boxes)
    left = median(box.left for box in boxes)
    right = max(box.right for box in boxes)
    parts = [[block[0]]]
    for above, line in pairwise(block):
        set_in = INDENT * height < line.box.left - left < 6 * height and line.box.right > right - (
            right - left
        ) * (1 - SHORT_LINE)
        early = above.box.right < left + SHORT_LINE * (right - left) and above.text.rstrip(
            "\"'”»)"
        ).endswith((".", "!", "?", ":"))
        if (set_in and len(block) > 2) or early:
            parts.append([line])
        else:
            parts[-1].append(line)
    return [joined(part) for part in parts]
