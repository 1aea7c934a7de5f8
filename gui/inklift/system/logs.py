"""The log: a rotating file written by a thread of its own, with keys and pictures masked."""

import logging
import queue
import re
import sys
import threading
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from types import TracebackType

logger = logging.getLogger(__name__)

_FILE_BYTES = 1_000_000
_FILES = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BEARER = re.compile(r"(?i)\b(bearer\s+)[^\s\"',;]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{200,}={0,2}")


class LogMask:
    """Takes out what no log may hold. Any thread."""

    def __init__(self) -> None:
        self._secrets: frozenset[str] = frozenset()

    def hide(self, secret: str) -> None:
        """Mask this text from now on; very short ones would mask half of the log."""
        if len(secret) >= 6:
            self._secrets |= {secret}

    def masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        text = _BEARER.sub(r"\1***", text)
        return _BASE64.sub(lambda run: f"({len(run[0])} characters of base64)", text)


class LogFile:
    """The log file of one program (the window, the command line). `start` opens no file.

    Records of level INFO and above go through a queue to a daemon thread, which makes the folder
    and the file with the first of them; if it cannot, the log is silent.
    """

    def __init__(self, folder: Path, mask: LogMask, name: str = "inklift.log") -> None:
        self._handler = _FileHandler(folder / name)
        self._handler.setFormatter(_MaskingFormatter(mask))
        records: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
        self._entry = QueueHandler(records)
        self._entry.setLevel(logging.INFO)
        self._listener = QueueListener(records, self._handler)

    def start(self) -> None:
        root = logging.getLogger()
        root.setLevel(min(root.level, logging.INFO))
        for chatty in ("httpx", "httpcore", "PIL"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        root.addHandler(self._entry)
        self._listener.start()

    def close(self) -> None:
        """Write what is left and close the file. Blocking."""
        logging.getLogger().removeHandler(self._entry)
        self._listener.stop()
        self._handler.close()


def log_to_stderr(mask: LogMask, level: int = logging.WARNING) -> logging.Handler:
    """Show warnings in the terminal, masked like the file."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    handler.setFormatter(_MaskingFormatter(mask, "%(levelname)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


def log_uncaught(on_bug: Callable[[BaseException], None] | None = None) -> None:
    """Log every exception that nobody caught, in any thread, then call `on_bug` on that thread."""

    def log(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        logger.critical("A bug", exc_info=(kind, error, trace))
        if on_bug is not None:
            on_bug(error)

    def log_main(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        log(kind, error, trace)

    def log_thread(args: threading.ExceptHookArgs) -> None:
        log(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = log_main
    threading.excepthook = log_thread


class _MaskingFormatter(logging.Formatter):
    """Masks the whole text, tracebacks included."""

    def __init__(self, mask: LogMask, form: str = _FORMAT) -> None:
        super().__init__(form)
        self._mask = mask

    def format(self, record: logging.LogRecord) -> str:
        return self._mask.masked(super().format(record))


class _FileHandler(RotatingFileHandler):
    """Opens its file with the first record; a log that cannot be written bothers nobody."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_FILE_BYTES, backupCount=_FILES - 1, encoding="utf-8", delay=True
        )
        self._path = path

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        pass

    def _open(self) -> TextIOWrapper:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super()._open()
