"""What of a reading the rules for values look at: hostile pages must not keep them busy."""

from dataclasses import replace

from inklift.core.readings import Reading

LONGEST_LINE = 300  # letters; the widest rows of real documents have about 250
MOST_LINES = 3_000


def bounded(reading: Reading) -> Reading:
    """The reading without lines too long for any rule, and without what comes after very many.

    Rules are patterns, some of which take a time that grows with the square of a line.
    """
    lines = [line for line in reading.lines if len(line.text) <= LONGEST_LINE]
    return replace(reading, lines=tuple(lines[:MOST_LINES]))
