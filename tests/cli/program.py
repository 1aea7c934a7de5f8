"""The command `inklift` as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

_NOT_STUCK_S = 90

PAID = ("extract", "--engine", "dumpling", "--yes", "--prompt", "What is the total?")

ANSWER_KEYS = {"pictures", "text", "data", "evidence", "notices", "credits", "fromHistory"}
REPORT_TYPES: dict[str, type | tuple[type, ...]] = {
    "run": (str, type(None)),
    "engine": str,
    "prompt": str,
    "jsonMode": bool,
    "answers": list,
    "failed": list,
    "unknown": list,
    "pending": list,
    "credits": int,
}


@dataclass(frozen=True)
class Program:
    """Starts `inklift` in `folder`; nothing of the tests' own environment but this reaches it."""

    folder: Path
    environment: Mapping[str, str]
    children: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def data(self) -> Path:
        return Path(self.environment["INKLIFT_DATA_DIR"])

    def with_environment(self, **values: str) -> Self:
        return replace(self, environment={**self.environment, **values})

    def run(
        self, *arguments: str | Path, timeout: float = _NOT_STUCK_S, **options: Any
    ) -> "subprocess.CompletedProcess[bytes]":
        """Wait for the end; input is empty, and output is not a terminal."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            **options,
        )

    def start(self, *arguments: str | Path, **options: Any) -> "subprocess.Popen[bytes]":
        streams: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
        }
        child = subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=dict(self.environment),
            **(streams | options),
        )
        self.children.append(child)
        return child

    def end_children(self) -> None:
        """End those that a failed test left behind."""
        for child in self.children:
            if child.poll() is None:
                child.kill()
                child.communicate()

    @staticmethod
    def command(*arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "inklift", *(os.fspath(argument) for argument in arguments)]

    def report(self, name: str = "report.json") -> dict[str, Any]:
        """The report that was written to that file, after a look at its shape."""
        return checked_report((self.folder / name).read_bytes())

    def last_run(self) -> dict[str, Any]:
        """What `inklift runs show last` prints, after a look at its shape."""
        shown = self.run("runs", "show", "last")
        assert shown.returncode == 0, shown.stderr
        return checked_report(shown.stdout)


def checked_report(text: bytes) -> dict[str, Any]:
    """The report in these bytes. It has exactly what the product's description says."""
    report: dict[str, Any] = json.loads(text)
    assert report.keys() - {"plan"} == REPORT_TYPES.keys()
    for key, kind in REPORT_TYPES.items():
        assert isinstance(report[key], kind), key
    for answer in report["answers"]:
        assert answer.keys() == ANSWER_KEYS
        assert isinstance(answer["text"], str)
        assert isinstance(answer["evidence"], dict)
        assert isinstance(answer["fromHistory"], bool)
        assert answer["credits"] is None or isinstance(answer["credits"], int)
    for item in report["failed"]:
        assert item.keys() == {"pictures", "code", "message"}
        assert all(item.values())
    for item in report["unknown"]:
        assert item.keys() == {"pictures", "message"}
        assert all(item.values())
    for item in [*report["answers"], *report["failed"], *report["unknown"]]:
        assert all(isinstance(name, str) for name in item["pictures"])
    assert all(isinstance(name, str) for name in report["pending"])
    if "plan" in report:
        assert report["plan"].keys() == {"pictures", "requests", "credits"}
        for picture in report["plan"]["pictures"]:
            assert picture.keys() == {"name", "page", "format", "width", "height", "bytes"}
    return report


def said(finished: "subprocess.CompletedProcess[bytes]") -> str:
    """Standard error as text."""
    return finished.stderr.decode()


def answered(finished: "subprocess.CompletedProcess[bytes]") -> str:
    """Standard output as text."""
    return finished.stdout.decode()


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
