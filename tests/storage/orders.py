"""Orders and plans for tests of the journal; no picture behind them is ever opened."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from inklift.core.pictures import Origin, PictureSource
from inklift.core.planning import plan_run
from inklift.core.prompts import AnswerForm
from inklift.core.runs import Plan, RunOrder
from inklift.storage.runs import SqliteJournal

T = TypeVar("T")


def source(name: str, sha256: str = "") -> PictureSource:
    return PictureSource(
        id=name,
        name=name,
        origin=Origin.FILE,
        path=Path(name),
        format="jpeg",
        width_px=800,
        height_px=1200,
        size_bytes=123_456,
        sha256=sha256 or f"sha of {name!a}",
    )


def order(
    *sources: PictureSource, prompt: str = "the total?", form: AnswerForm | None = None
) -> tuple[RunOrder, Plan]:
    ordered = RunOrder(sources, prompt, form or AnswerForm(), "dumpling")
    return ordered, plan_run(ordered, costs_credits=True)


def with_journal(folder: Path, work: Callable[[SqliteJournal], Awaitable[T]]) -> T:
    """Run a coroutine function with a journal that is closed afterwards."""

    async def run() -> T:
        journal = SqliteJournal(folder)
        try:
            return await work(journal)
        finally:
            await journal.close()

    return asyncio.run(run())


def files_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and its time of change."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }
