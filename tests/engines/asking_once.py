"""Asks the service at the address that is given, and prints how much memory that took, in KB."""

import asyncio
import resource
import sys
import tempfile
from pathlib import Path

from fakes.questions import Pictures, engine_for


async def ask(url: str, folder: Path) -> None:
    engine = engine_for(url)
    await engine.ask(Pictures(folder).request(), lambda _: None)
    await engine.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(ask(sys.argv[1], Path(folder)))
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
