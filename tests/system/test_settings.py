"""The settings file: what survives, what falls back, and what is never written."""

import json
import os
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from inklift.core.errors import DiskFull, FolderReadOnly
from inklift.core.prompts import Grouping
from inklift.system.settings import SETTINGS_VERSION, Appearance, Settings, SettingsStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


def write_values(path: Path, **values: Any) -> None:
    write(path, json.dumps(values).encode())


CHANGED = Settings(
    engine_id="dumpling",
    prompt="Total, please\nwith “quotes” and ünïcode \ud800",
    json_mode=True,
    grouping=Grouping.TOGETHER,
    send_addresses=True,
    longest_side_px=2_000,
    appearance=Appearance.DARK,
    proxy="http://proxy.example:8080",
    extra_ca_file="/etc/ca.pem",
    connect_timeout_s=3.5,
    answer_timeout_s=60.0,
    confirm_above_credits=7,
    monthly_budget_credits=500,
    pictures_per_request=10,
    notify_at_end=False,
    let_be_run="20260101-000000-abcd",
    answer_timeout_per_picture_s=0.5,
)


def test_without_a_file_everything_has_its_default(path: Path) -> None:
    store = SettingsStore(path)

    assert store.load() == Settings()
    assert not store.was_broken
    assert not path.parent.exists()


def test_every_setting_survives_a_save(path: Path) -> None:
    assert all(getattr(CHANGED, f.name) != getattr(Settings(), f.name) for f in fields(Settings))

    SettingsStore(path).save(CHANGED)

    assert SettingsStore(path).load() == CHANGED


def test_keys_of_another_version_are_kept(path: Path) -> None:
    write_values(path, settings_version=SETTINGS_VERSION + 1, hat_size=58, engine_id="dumpling")
    store = SettingsStore(path)

    store.save(replace(store.load(), json_mode=True))

    values = json.loads(path.read_text())
    assert values["hat_size"] == 58
    assert values["settings_version"] == SETTINGS_VERSION + 1
    assert SettingsStore(path).load() == Settings(engine_id="dumpling", json_mode=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"engine_id": "dumpl',
        b"\x00" * 40,
        b"\xff\xfe{",
        b"[1, 2]",
        b"[" * 100_000,
        b'{"answer_timeout_s": ' + b"9" * 5_000 + b"}",
        b" " * 4_000_001,
    ],
    ids=["empty", "half", "nul", "not utf-8", "a list", "deep", "huge number", "huge"],
)
def test_a_broken_file_gives_defaults_and_is_put_aside(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    write(path, content)
    store = SettingsStore(path)

    settings = store.load()

    assert settings == Settings()
    assert store.was_broken
    assert not path.exists()
    assert path.with_name("settings.json.broken").read_bytes() == content
    assert "cannot be read" in caplog.text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("engine_id", 3),
        ("json_mode", 1),
        ("json_mode", "yes"),
        ("grouping", "sometimes"),
        ("appearance", None),
        ("longest_side_px", True),
        ("longest_side_px", 0),
        ("longest_side_px", 1.5),
        ("connect_timeout_s", True),
        ("connect_timeout_s", "10"),
        ("connect_timeout_s", 0),
        ("answer_timeout_s", -1),
        ("answer_timeout_s", float("nan")),
        ("answer_timeout_s", float("inf")),
        ("answer_timeout_s", 10**40),
        ("prompt", ["a", "list"]),
    ],
)
def test_a_value_of_the_wrong_kind_falls_back_alone(
    path: Path, name: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    write_values(path, **{"proxy": "kept", name: value})

    settings = SettingsStore(path).load()

    assert settings == Settings(proxy="kept")
    assert f"The setting {name} has its default" in caplog.text


def test_upgrades_run_in_order_from_the_files_version(path: Path) -> None:
    write_values(path, settings_version=2, engine="old")

    def upgrade_1(values: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError("the file is past this one")

    def upgrade_2(values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "engine_name": values["engine"] + "-2"}

    def upgrade_3(values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "engine_id": values["engine_name"] + "-3"}

    settings = SettingsStore(path, upgrades=(upgrade_1, upgrade_2, upgrade_3)).load()

    assert settings.engine_id == "old-2-3"


def test_listeners_hear_of_each_save_until_they_stop(path: Path) -> None:
    store = SettingsStore(path)
    heard: list[Settings] = []

    stop = store.listen(heard.append)
    store.save(CHANGED)
    stop()
    store.save(Settings())

    assert heard == [CHANGED]
    assert store.current == Settings()


def test_a_password_in_the_proxy_is_not_written(path: Path) -> None:
    store = SettingsStore(path)

    store.save(Settings(proxy="http://ann:hunter2@proxy.example:8080"))

    assert "hunter2" not in path.read_text()
    assert SettingsStore(path).load().proxy == "http://ann@proxy.example:8080"
    assert "hunter2" in store.current.proxy


def test_saving_through_a_link_keeps_the_link(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "settings.json"
    write(target, b"{}")
    path.parent.mkdir()
    path.symlink_to(target)

    SettingsStore(path).save(CHANGED)

    assert path.is_symlink()
    assert SettingsStore(target).load() == CHANGED


def test_no_half_written_file_is_left_behind(path: Path) -> None:
    SettingsStore(path).save(CHANGED)

    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full to write to")
def test_a_full_disk_is_told_and_the_old_file_stays(path: Path) -> None:
    store = SettingsStore(path)
    store.save(CHANGED)
    path.with_name(f"settings.json.{os.getpid()}.tmp").symlink_to("/dev/full")

    with pytest.raises(DiskFull):
        store.save(Settings())

    assert SettingsStore(path).load() == CHANGED


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode there")
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    in_the_way = tmp_path / "config"
    in_the_way.write_text("a file where the folder should be")

    with pytest.raises(FolderReadOnly):
        SettingsStore(in_the_way / "settings.json").save(CHANGED)
