"""How long a run will take, by how long earlier requests took."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LONGEST_GAP_S = 120.0  # between two answers of a run that went on: else it was held, or slept
_FEWEST_ANSWERS = 5  # of a run, for its pace to say something


@dataclass(frozen=True, slots=True)
class Experience:
    """One request that was answered. Times in seconds since the epoch."""

    run: int
    pictures: int
    sent_s: float
    answered_s: float


def expected_s(
    experiences: Sequence[Experience], sizes: Sequence[int], at_once: int
) -> float | None:
    """Seconds until requests of so many pictures each are answered; None without experience.

    The first takes as long as one usually takes. The others follow at the pace of earlier runs,
    which has in it how many go at once, what the computer can do, and the service's limits.
    """
    if not sizes:
        return 0.0
    size = max(sizes)
    one_s = _one_s(experiences, size)
    if one_s is None:
        return None
    pace_s = _pace_s(experiences, size) or one_s / at_once
    return one_s + pace_s * max(0, len(sizes) - at_once)


def _one_s(experiences: Sequence[Experience], size: int) -> float | None:
    """One request from sending to answer: of this size, or else in proportion."""
    alike = [each.answered_s - each.sent_s for each in experiences if each.pictures == size]
    if alike:
        return median(alike)
    others = [(each.answered_s - each.sent_s) / each.pictures for each in experiences]
    return median(others) * size if others else None


def _pace_s(experiences: Sequence[Experience], size: int) -> float | None:
    """From answer to answer, on average, in runs of requests of this size that went on."""
    answers: dict[int, list[float]] = defaultdict(list)
    for each in experiences:
        if each.pictures == size:
            answers[each.run].append(each.answered_s)
    gaps = [
        later - earlier
        for times in answers.values()
        if len(times) >= _FEWEST_ANSWERS
        for earlier, later in pairwise(sorted(times))
        if later - earlier <= _LONGEST_GAP_S
    ]
    return sum(gaps) / len(gaps) if gaps else None
