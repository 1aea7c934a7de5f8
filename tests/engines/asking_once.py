"""Asks the service at the address that is given, and prints how much memory that took, in KB."""

import asyncio
import resource
import sys
import tempfile
from pathlib import Path

from fakes.questions import Pictures, engine_for
from inklift.engines.http_options import HttpOptions

PATIENT = HttpOptions(answer_timeout_s=60)  # making 300 MB takes a busy machine seconds


async def ask(url: str, folder: Path) -> None:
    engine = engine_for(url, options=PATIENT)
    await engine.ask(Pictures(folder).request(), lambda _: None)
    await engine.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(ask(sys.argv[1], Path(folder)))
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
