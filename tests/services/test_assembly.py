"""Everything put together as programs use it: what opening costs, and what closing leaves."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from inklift.core.errors import ServiceAddressUnfit
from inklift.core.keys import KeyPlace
from inklift.engines.http_options import HttpOptions
from inklift.engines.public_addresses import Reach
from inklift.services.assembly import Services, WebFetcher, open_services, reading_processes
from inklift.system.logs import LogMask

_OPEN_AND_CLOSE = """
import asyncio, os, sys
from inklift.services.assembly import open_services
from inklift.system.logs import LogMask

async def main():
    services = await open_services(os.environ, LogMask())
    await services.close()

asyncio.run(main())
sys.stdout.write("\\n".join(sys.modules))
"""
_HEAVY = ("PIL", "PySide6", "httpx", "keyring", "numpy", "onnxruntime", "pypdfium2", "rapidocr")


async def _opened(environment: Mapping[str, str], look: Any) -> object:
    services = await open_services(environment, LogMask())
    try:
        return await look(services)
    finally:
        await services.close()


def test_opening_loads_nothing_heavy(checkout: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", _OPEN_AND_CLOSE],
        env=os.environ | {"PYTHONPATH": str(checkout / "gui")},
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = {name.partition(".")[0] for name in finished.stdout.split()}
    assert loaded.isdisjoint(_HEAVY)


def test_closing_leaves_no_temporary_files(tmp_path: Path, run: Any) -> None:
    async def look(services: Services) -> int:
        with services.pictures.scratch_file(".tmp") as path:
            path.touch()
            return len(list(services.paths.scratch_root.iterdir()))

    environment = {"INKLIFT_DATA_DIR": str(tmp_path / "data")}
    during = run(_opened(environment, look))

    assert during > 0
    assert list((tmp_path / "data" / "cache" / "scratch").iterdir()) == []


def test_the_key_of_the_environment_is_used_and_masked_in_logs(tmp_path: Path, run: Any) -> None:
    mask = LogMask()
    environment = {"INKLIFT_DATA_DIR": str(tmp_path), "INKLIFT_API_KEY": " sk-4711-secret\n"}

    async def look() -> tuple[object, str]:
        services = await open_services(environment, mask)
        try:
            key = await services.keys.key()
            assert key is not None
            return (await services.keys.status()).place, key.reveal()
        finally:
            await services.close()

    assert run(look()) == (KeyPlace.ENVIRONMENT, "sk-4711-secret")
    assert mask.masked("with sk-4711-secret in it") == "with *** in it"


def test_addresses_share_a_client_until_the_settings_change(tmp_path: Path, run: Any) -> None:
    class Client:
        def __init__(self, options: HttpOptions) -> None:
            self.options = options
            self.fetched: list[str] = []
            self.closed = False

        async def fetch(self, address: str, out: Path, reach: Reach) -> None:
            self.fetched.append(address)

        async def close(self) -> None:
            self.closed = True

    made: list[Client] = []
    chosen = [HttpOptions()]

    def make(options: HttpOptions) -> Any:
        made.append(Client(options))
        return made[-1]

    async def fetch_three() -> None:
        fetcher = WebFetcher(lambda: chosen[-1], make)
        await fetcher("http://a.test/1", tmp_path, True)
        await fetcher("http://a.test/2", tmp_path, True)
        chosen.append(HttpOptions(connect_timeout_s=3))
        await fetcher("http://a.test/3", tmp_path, True)
        assert not made[0].closed  # it may be at work
        await fetcher.close()

    run(fetch_three())

    assert [client.options for client in made] == chosen
    assert [len(client.fetched) for client in made] == [2, 1]
    assert all(client.closed for client in made)


def test_an_unfit_address_is_told_when_the_paid_engine_is_wanted(tmp_path: Path, run: Any) -> None:
    environment = {"INKLIFT_DATA_DIR": str(tmp_path), "INKLIFT_API_URL": "http://far.example/x"}

    async def look(services: Services) -> None:
        assert services.engines.engine("on-device").id == "on-device"
        with pytest.raises(ServiceAddressUnfit):
            services.engines.engine("dumpling")

    run(_opened(environment, look))


@pytest.mark.parametrize(
    ("cores", "free_gb", "wanted"),
    [(2, 16.0, 2), (1, 16.0, 1), (8, 16.0, 8), (8, 2.5, 2), (8, 0.3, 1)],
)
def test_pages_are_read_side_by_side_as_cores_and_memory_allow(
    cores: int, free_gb: float, wanted: int
) -> None:
    assert reading_processes(cores, round(free_gb * 1e9)) == wanted
