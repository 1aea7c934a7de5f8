"""The services for one command, from its start to its end."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from inklift.services.assembly import Services, open_services
from inklift.system.background import Aside
from inklift.system.logs import LogMask


@asynccontextmanager
async def opened_services(
    environment: Mapping[str, str], mask: LogMask, *, keeps_readings: bool = True
) -> AsyncIterator[Services]:
    """Open them on the running loop, and close them whatever happens; raises `StorageError`."""
    # A name look-up that hangs would hold up the end of asyncio's own threads, and so of Ctrl-C.
    asyncio.get_running_loop().set_default_executor(Aside("lookup"))
    services = await open_services(environment, mask, keeps_readings=keeps_readings)
    try:
        yield services
    finally:
        await services.close()
