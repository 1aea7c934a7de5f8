"""What the user can set, and the JSON file that keeps it. Never a key or a password."""

import contextlib
import json
import logging
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from inklift.core.extract_image_api import MAX_PICTURES
from inklift.core.prompts import Grouping
from inklift.system.paths import as_storage_error, ensure

logger = logging.getLogger(__name__)

SETTINGS_VERSION = 1
_MAX_FILE_BYTES = 4_000_000

_LONGEST_WAIT_S = 86_400

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

# UPGRADES[0] turns the keys and values of version 1 into those of version 2, and so on.
UPGRADES: tuple[Upgrade, ...] = ()


class Appearance(StrEnum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every preference with its default. The last prompt is one of them."""

    engine_id: str = "on-device"
    prompt: str = ""
    json_mode: bool = False
    grouping: Grouping = Grouping.EACH
    send_addresses: bool = False
    longest_side_px: int | None = None  # of pictures that are sent; None: full size
    appearance: Appearance = Appearance.SYSTEM
    proxy: str = ""  # its address; "": none
    extra_ca_file: str = ""  # "": only the system's certificates
    connect_timeout_s: float = 10.0
    answer_timeout_s: float = 180.0
    answer_timeout_per_picture_s: float = 2.0
    confirm_above_credits: int = 50  # a run that costs more is asked about first
    monthly_budget_credits: int | None = None  # None: no limit
    pictures_per_request: int = 1  # where each has its own answer and requests cost credits
    notify_at_end: bool = True  # of a run, when the window is not in front
    let_be_run: str = ""  # the id of an unfinished run that the user does not want to go on with


class SettingsStore:
    """Loads and saves the settings file. Calls block: make them aside, from any thread."""

    def __init__(self, path: Path, upgrades: Sequence[Upgrade] = UPGRADES) -> None:
        self._path = path
        self._upgrades = upgrades
        self._lock = threading.RLock()
        self._listeners: list[Callable[[Settings], None]] = []
        self._current = Settings()
        self.was_broken = False  # the file could not be read, and was put aside as `.broken`

    @property
    def current(self) -> Settings:
        """As last loaded or saved; no file is touched."""
        return self._current

    def load(self) -> Settings:
        """Read the file. Never raises: what cannot be used has its default."""
        with self._lock:
            try:
                values = self._read()
            except FileNotFoundError:
                values = {}
            except (OSError, ValueError, RecursionError) as exc:
                logger.warning("The settings cannot be read: %s", exc)
                self._put_aside()
                values = {}
            self._current = _settings_from(values)
            return self._current

    def save(self, settings: Settings) -> None:
        """Write the file as a whole or not at all, then tell the listeners, on this thread.

        Keys of the file that this version does not know stay in it. A password in the proxy's
        address is not written. Raises `StorageError`.
        """
        with self._lock:
            try:
                kept = self._read()
            except (OSError, ValueError, RecursionError):
                kept = {}
            version = max(SETTINGS_VERSION, _version_of(kept))
            written = asdict(replace(settings, proxy=_without_password(settings.proxy)))
            self._write({**kept, **written, "settings_version": version})
            self._current = settings
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(settings)

    def listen(self, changed: Callable[[Settings], None]) -> Callable[[], None]:
        """Call `changed` after each save, on the saving thread; the result ends that."""
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed)

    def _read(self) -> dict[str, Any]:
        """The file's keys, upgraded; raises OSError, ValueError, RecursionError."""
        if self._path.stat().st_size > _MAX_FILE_BYTES:
            raise ValueError("far too long for a settings file")
        values: Any = json.loads(self._path.read_text(encoding="utf-8"))
        if not isinstance(values, dict):
            raise ValueError("not a JSON object")
        for upgrade in self._upgrades[_version_of(values) - 1 :]:
            values = upgrade(values)
        return dict(values)

    def _put_aside(self) -> None:
        self.was_broken = True
        try:
            self._path.replace(self._path.with_name(self._path.name + ".broken"))
        except OSError as exc:
            logger.warning("The broken settings cannot be put aside: %s", exc)

    def _write(self, values: dict[str, Any]) -> None:
        path = self._path.resolve()  # through a link, as dotfile managers make them
        ensure(path.parent)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            with temporary.open("w", encoding="utf-8") as file:
                json.dump(values, file, indent=2)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as exc:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise as_storage_error(exc) from exc


def _version_of(values: dict[str, Any]) -> int:
    version = values.get("settings_version")
    return version if isinstance(version, int) and version >= 1 else 1


def _settings_from(values: dict[str, Any]) -> Settings:
    """Each value of the right type, and the default for every other."""
    usable: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name in values:
            try:
                usable[field.name] = _READERS[field.name](values[field.name])
            except ValueError as exc:
                logger.warning("The setting %s has its default: %s", field.name, exc)
    return Settings(**usable)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _pixels(value: object) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise ValueError("not a number of pixels")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number of seconds")
    if not 0 < value <= _LONGEST_WAIT_S:  # no NaN either
        raise ValueError("not a time to wait")
    return float(value)


def _credits(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("not a number of credits")
    return value


def _budget(value: object) -> int | None:
    return None if value is None else _credits(value)


def _pictures(value: object) -> int:
    if type(value) is not int or not 1 <= value <= MAX_PICTURES:
        raise ValueError("not a number of pictures")
    return value


def _grouping(value: object) -> Grouping:
    return Grouping(_text(value))


def _appearance(value: object) -> Appearance:
    return Appearance(_text(value))


_READERS: dict[str, Callable[[object], Any]] = {
    "engine_id": _text,
    "prompt": _text,
    "json_mode": _yes_or_no,
    "grouping": _grouping,
    "send_addresses": _yes_or_no,
    "longest_side_px": _pixels,
    "appearance": _appearance,
    "proxy": _text,
    "extra_ca_file": _text,
    "connect_timeout_s": _seconds,
    "answer_timeout_s": _seconds,
    "answer_timeout_per_picture_s": _seconds,
    "confirm_above_credits": _credits,
    "monthly_budget_credits": _budget,
    "pictures_per_request": _pictures,
    "notify_at_end": _yes_or_no,
    "let_be_run": _text,
}


def _without_password(address: str) -> str:
    """The address as it was, less the password in "http://user:password@host"."""
    try:
        parts = urlsplit(address)
        if parts.password is None:
            return address
    except ValueError:
        return address
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}@{host}"))
