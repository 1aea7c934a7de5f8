"""The engines there are, in the order they are offered, and what each can do.

Costs nothing to import: an engine's own module, with its network library, is only loaded when the
engine is first used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inklift.core.ports import Capabilities, Engine


@dataclass(frozen=True, slots=True)
class EngineDescription:
    """An engine as it is offered. `name` is a proper name and is not translated."""

    id: str
    name: str
    capabilities: Capabilities


ON_DEVICE = EngineDescription(
    "on-device",
    "This computer",
    Capabilities(
        follows_instructions=False,
        costs_credits=False,
        needs_prompt=False,
        takes_prepared=False,
        takes_addresses=False,
        requests_at_once=1,  # for each reading process; who makes the engine knows how many
    ),
)
DUMPLING = EngineDescription(
    "dumpling",
    "Dumpling AI",
    Capabilities(
        follows_instructions=True,
        costs_credits=True,
        needs_prompt=True,
        takes_prepared=True,
        takes_addresses=True,
        requests_at_once=4,
    ),
)
DESCRIPTIONS = (ON_DEVICE, DUMPLING)


def describe(engine_id: str) -> EngineDescription:
    """The engine with that id; `KeyError` if there is none."""
    for description in DESCRIPTIONS:
        if description.id == engine_id:
            return description
    raise KeyError(engine_id)


class EngineRegistry:
    """Makes engines when they are first used and keeps them. Lives on the loop."""

    def __init__(self, makers: Mapping[str, Callable[[], Engine]]) -> None:
        self._makers = makers
        self._made: dict[str, Engine] = {}
        self._retired: list[Engine] = []

    def engine(self, engine_id: str) -> Engine:
        if engine_id not in self._made:
            self._made[engine_id] = self._makers[engine_id]()
        return self._made[engine_id]

    def renew(self) -> None:
        """Make engines anew from now on, since settings changed. A run keeps the one it has."""
        self._retired.extend(self._made.values())
        self._made.clear()

    async def close(self) -> None:
        self.renew()
        while self._retired:
            await self._retired.pop().close()
