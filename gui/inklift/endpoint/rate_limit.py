"""How often this endpoint may be asked: so many requests in any sixty seconds."""

import math
import time
from collections import deque
from collections.abc import Callable

_WINDOW_S = 60.0


class RequestLimit:
    """Remembers when the requests of the last minute came. Lives on the loop."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._admitted_s: deque[float] = deque()

    @property
    def remaining(self) -> int:
        self._forget_old()
        return self.per_minute - len(self._admitted_s)

    def admit(self) -> int:
        """Count one request in and return 0, or return how many seconds it has to wait."""
        if self.remaining > 0:
            self._admitted_s.append(self._clock())
            return 0
        return max(1, math.ceil(self._admitted_s[0] + _WINDOW_S - self._clock()))

    def _forget_old(self) -> None:
        long_ago_s = self._clock() - _WINDOW_S
        while self._admitted_s and self._admitted_s[0] <= long_ago_s:
            self._admitted_s.popleft()
