"""Run by the tests as another process with a journal: `journal_child.py FOLDER DO`.

`work`: sends and answers until it is killed. `count N`: N runs of one answered request each.
`hold`: begins a run, marks its request as `sending` and waits. `read`: prints the summaries.
`try`: begins a run and prints the code of the error, if any. Says `ready …` when under way.
With `as-nobody` at the end root's rights are given up first, but after all modules were read.
"""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from inklift.core.errors import StorageError
from inklift.core.runs import RequestState
from inklift.storage.runs import SqliteJournal
from storage.orders import order, source


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def answer(number: int) -> bytes:
    return b"answer %d " % number + b"x" * 5_000


async def work(journal: SqliteJournal) -> None:
    for turn in itertools.count():
        run = await journal.begin(*order(*(source(f"{turn}-{n}.jpg") for n in range(4))))
        for number in range(1, 5):
            await journal.move(run.run_id, number, RequestState.SENDING)
            say("sending", run.run_id, number)
            await journal.move(run.run_id, number, RequestState.ANSWERED, raw=answer(number))
            say("answered", run.run_id, number)
        await journal.finish(run.run_id)


async def count(journal: SqliteJournal, runs: int) -> None:
    for _ in range(runs):
        run = await journal.begin(*order(source("a.jpg")))
        await journal.move(run.run_id, 1, RequestState.SENDING)
        await journal.move(run.run_id, 1, RequestState.ANSWERED, raw=answer(1))
        await journal.note_answer(run.run_id, 1, 11)
        await journal.finish(run.run_id)


async def hold(journal: SqliteJournal) -> None:
    run = await journal.begin(*order(source("a.jpg")))
    await journal.move(run.run_id, 1, RequestState.SENDING)
    say("ready", run.run_id)
    await asyncio.to_thread(sys.stdin.read)  # until the test closes it, or kills us


async def attempt(journal: SqliteJournal) -> None:
    try:
        await journal.begin(*order(source("a.jpg")))
    except StorageError as error:
        say(error.code)


def give_up_rights() -> None:
    import pwd  # not on Windows

    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


async def main(folder: Path, do: str, *arguments: str) -> None:
    journal = SqliteJournal(folder)
    try:
        match do:
            case "work":
                await work(journal)
            case "count":
                await count(journal, int(arguments[0]))
            case "hold":
                await hold(journal)
            case "read":
                for summary in await journal.summaries():
                    say(summary)
            case "try":
                await attempt(journal)
    finally:
        await journal.close()


if __name__ == "__main__":
    if sys.argv[-1] == "as-nobody":
        give_up_rights()
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]))
