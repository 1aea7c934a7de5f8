"""Free memory: what the system tells, or a careful guess."""

from pathlib import Path

import pytest

from inklift.system.memory import free_memory_bytes


def test_linux_says_what_can_be_taken(tmp_path: Path) -> None:
    table = tmp_path / "meminfo"
    table.write_text("MemTotal:  24 kB\nMemFree:  5 kB\nMemAvailable:  16 kB\n", encoding="ascii")

    assert free_memory_bytes(table) == 16 * 1024


@pytest.mark.parametrize("text", ["", "MemAvailable:\n", "MemAvailable: much kB\n"])
def test_a_table_that_says_nothing_is_no_error(tmp_path: Path, text: str) -> None:
    table = tmp_path / "meminfo"
    table.write_text(text, encoding="ascii")

    assert free_memory_bytes(table) > 100_000_000


def test_this_computer_has_memory_free() -> None:
    assert 10_000_000 < free_memory_bytes() < 2**50
