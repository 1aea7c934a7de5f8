"""What the tests of the engines share: a service on the loopback, pictures, an engine to ask."""

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fakes.fault_proxy import FaultProxy
from fakes.questions import KEY, QUICK, Ask, Pictures, engine_for
from fakes.quick_endpoint import Served
from inklift.core.ports import EngineRequest, RawAnswer


@pytest.fixture
def server(endpoint: Served) -> Iterator[FaultProxy]:
    with FaultProxy(endpoint, key=KEY) as server:
        yield server


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(tmp_path)


@pytest.fixture
def ask(server: FaultProxy, pictures: Pictures) -> Ask:
    """`ask(request, key=…, url=…, **options)`: one question on a loop of its own."""

    def ask(
        request: EngineRequest | None = None,
        *,
        key: str | None = KEY,
        url: str = "",
        **options: object,
    ) -> RawAnswer:
        async def run() -> RawAnswer:
            engine = engine_for(url or server.url, key, replace(QUICK, **options))
            try:
                return await engine.ask(request or pictures.request(), lambda _: None)
            finally:
                await engine.close()

        return asyncio.run(run())

    return ask


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Certificate and key that nobody trusts, for 127.0.0.1 and service.test."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
    ]
    command += ["-nodes", "-days", "2", "-subj", "/CN=service.test"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1,DNS:service.test"]
    command += ["-out", str(files[0]), "-keyout", str(files[1])]
    subprocess.run(command, check=True, capture_output=True)
    return files
