"""The log: what is masked, when its file appears, and that it never gets in the way."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from inklift.system.logs import LogFile, LogMask, log_to_stderr, log_uncaught

logger = logging.getLogger("somebody")


@pytest.fixture(autouse=True)
def untouched_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.fixture
def mask() -> LogMask:
    return LogMask()


def test_starting_the_log_opens_nothing(tmp_path: Path, mask: LogMask) -> None:
    log = LogFile(tmp_path / "logs", mask)

    log.start()
    log.close()

    assert not (tmp_path / "logs").exists()


def test_records_are_in_the_file_when_the_log_is_closed(tmp_path: Path, mask: LogMask) -> None:
    log = LogFile(tmp_path / "logs", mask)
    log.start()

    logger.info("opened %d pictures", 12)
    logger.debug("not for the file")
    log.close()

    text = (tmp_path / "logs" / "inklift.log").read_text()
    assert "INFO somebody: opened 12 pictures" in text
    assert "not for the file" not in text


def test_secrets_are_masked_in_messages_and_tracebacks(tmp_path: Path, mask: LogMask) -> None:
    mask.hide("sk-0123456789")
    log = LogFile(tmp_path, mask)
    log.start()

    logger.warning("key %s", "sk-0123456789")
    logger.warning("headers %s", {"Authorization": "Bearer abc.def-123"})
    logger.warning("body %s", "A" * 5_000)
    try:
        raise ValueError("with sk-0123456789 inside")
    except ValueError:
        logger.exception("failed")
    log.close()

    text = (tmp_path / "inklift.log").read_text()
    assert "sk-0123456789" not in text
    assert "abc.def-123" not in text
    assert "AAAA" not in text
    assert "(5000 characters of base64)" in text
    assert "ValueError: with *** inside" in text


def test_a_log_that_cannot_be_written_bothers_nobody(
    tmp_path: Path, mask: LogMask, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("in the way")
    log = LogFile(tmp_path / "logs", mask)
    log.start()

    logger.warning("lost")
    log.close()

    assert capfd.readouterr() == ("", "")


def test_the_file_is_rotated(tmp_path: Path, mask: LogMask) -> None:
    log = LogFile(tmp_path, mask)
    log.start()

    for _ in range(80):
        logger.info("%s", "long line " * 10_000)
    log.close()

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "inklift.log",
        *(f"inklift.log.{number}" for number in range(1, 5)),
    ]
    assert all(path.stat().st_size <= 1_000_000 for path in tmp_path.iterdir())


def test_the_terminal_shows_masked_warnings(
    mask: LogMask, capsys: pytest.CaptureFixture[str]
) -> None:
    mask.hide("sk-0123456789")
    log_to_stderr(mask)

    logger.info("quiet")
    logger.warning("key sk-0123456789")

    assert capsys.readouterr().err == "WARNING: key ***\n"


def test_uncaught_exceptions_of_every_thread_are_logged_and_reported(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bugs: list[BaseException] = []
    log_uncaught(bugs.append)

    def fail() -> None:
        raise LookupError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    error = ValueError("on the main thread")
    sys.excepthook(ValueError, error, None)

    assert [str(bug) for bug in bugs] == ["in a thread", "on the main thread"]
    assert "in a thread" in caplog.text
    assert "on the main thread" in caplog.text


def test_ctrl_c_is_no_bug(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    log_uncaught()

    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert caplog.records == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
