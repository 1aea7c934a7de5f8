"""The client run against `inklift serve`: twenty real receipts, by base64 and by address."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.program import Program, said
from cli.test_serve import KEY, Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def receipts(shared_dir: Path, program: Program) -> list[str]:
    """Twenty of them in the program's folder, by name."""
    found = sorted((shared_dir / "receipts" / "images").glob("*.jpg"))[::5][:20]
    for file in found:
        shutil.copy(file, program.folder)
    return [file.name for file in found]


def test_twenty_receipts_are_read_by_base64_and_by_address(
    program: Program, receipts: list[str], web: Callable[[Path], str]
) -> None:
    serving = program.with_environment(INKLIFT_SERVE_KEY=KEY)
    errors = (program.folder / "errors.txt").open("wb")
    server = Server(serving.start("serve", "--port", "0", "--allow-private-urls", stderr=errors))
    errors.close()
    paid = program.with_environment(INKLIFT_API_URL=server.url, INKLIFT_API_KEY=KEY)
    here = program.run("extract", "--report", "here.json", *receipts, timeout=600)
    options = ("extract", "--engine", "dumpling", "--yes", "--prompt", "Read the whole text.")

    sent = paid.run(*options, "--report", "sent.json", *receipts, timeout=600)
    addresses = [web(program.folder / name) for name in receipts]
    told = paid.run(*options, "--send-addresses", "--report", "told.json", *addresses, timeout=600)

    assert [here.returncode, sent.returncode, told.returncode] == [0, 0, 0], said(sent) + said(told)
    by_here, by_sent, by_told = (
        _texts(program.report(name)) for name in ("here.json", "sent.json", "told.json")
    )
    for name, address in zip(receipts, addresses, strict=True):
        assert by_told[address] == by_here[name], "the same bytes were read"
        assert _agreement(by_sent[name], by_here[name]) > 0.9  # prepared: encoded once more
    assert program.report("sent.json")["credits"] == program.report("told.json")["credits"] == 220


def _texts(report: dict[str, Any]) -> dict[str, str]:
    return {answer["pictures"][0]: answer["text"] for answer in report["answers"]}


def _agreement(one: str, other: str) -> float:
    """F1 of the words."""
    words, others = Counter(one.split()), Counter(other.split())
    return 2 * (words & others).total() / (words.total() + others.total())
