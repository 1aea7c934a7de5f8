"""How much memory this computer has free for more processes."""

import contextlib
import ctypes
import os
import sys
from pathlib import Path

_LINUX_TABLE = Path("/proc/meminfo")
_UNKNOWN_BYTES = 2 * 2**30  # a small computer's: better too few processes than too many
_FREE_SHARE = 2  # of all memory one half is taken for free where the system tells no more


def free_memory_bytes(linux_table: Path = _LINUX_TABLE) -> int:
    """What can be taken without pushing others out; a guess where the system does not tell."""
    if sys.platform == "win32":
        return _on_windows() or _UNKNOWN_BYTES
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in linux_table.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(OSError, ValueError):
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _FREE_SHARE
    return _UNKNOWN_BYTES


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load_percent", ctypes.c_uint32),
        ("total_bytes", ctypes.c_uint64),
        ("available_bytes", ctypes.c_uint64),
        ("page_file", ctypes.c_uint64 * 2),
        ("virtual", ctypes.c_uint64 * 2),
        ("extended", ctypes.c_uint64),
    )


def _on_windows() -> int | None:
    if sys.platform != "win32":
        return None
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.available_bytes)
