"""A photo is dropped and read by the service, which is a fake one on the loopback."""

import base64
import json
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from fakes.extract_image_contract import Received, plausible_results
from fakes.fault_proxy import FaultProxy
from imaging.samples import UPRIGHT, corner_picture, corners_of, decoded
from journeys.conftest import KEY, OpenDesk
from journeys.desk import Desk, until
from journeys.made_pictures import phone_photo, receipt_photo, small_pictures


def _sent_pictures(received: Received) -> list[bytes]:
    return [base64.b64decode(image) for image in json.loads(received.body)["images"]]


def _is_clean(picture: Image.Image) -> bool:
    return not picture.getexif() and not {"exif", "xmp"} & picture.info.keys()


def test_a_dropped_heic_photo_is_answered_and_its_price_shown(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    paid_desk.add(receipt_photo(tmp_path / "receipt.heic"))
    until(lambda: "11 credits" in paid_desk.all_texts, "the price before it is paid")
    paid_desk.extract()

    received = server.received[0]
    sent = decoded(_sent_pictures(received)[0])
    until(lambda: paid_desk.answer == plausible_results(received), "the service's answer")
    assert paid_desk.rows == ["receipt.heic, Done"]
    assert "11 of 11 planned credits used" in paid_desk.status
    until(lambda: "11 credits spent this month" in paid_desk.credits, "what the month has cost")
    assert received.prompt == "Shop and total, please."
    assert sent.format in ("JPEG", "PNG")
    assert _is_clean(sent)
    assert KEY not in paid_desk.all_texts


@pytest.mark.parametrize("suffix", [".jpg", ".heic"])
def test_a_turned_phone_photo_is_sent_upright_and_without_its_place(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path, suffix: str
) -> None:
    photo = phone_photo(tmp_path / f"phone{suffix}", corner_picture())

    paid_desk.add(photo)
    paid_desk.extract()

    sent = _sent_pictures(server.received[0])[0]
    assert corners_of(decoded(sent)) == UPRIGHT
    assert _is_clean(decoded(sent))
    assert b"Telltale" in photo.read_bytes()
    assert b"Telltale" not in sent


def test_each_picture_has_its_own_answer_and_the_rate_limit_is_shown(
    paid_desk: Desk, server: FaultProxy, tmp_path: Path
) -> None:
    server.rate_limit = (30, 30)
    paid_desk.add(*small_pictures(tmp_path, 3))

    paid_desk.extract()

    answers = dict.fromkeys(range(3), "")
    for row in answers:
        paid_desk.select(row)
        until(lambda: paid_desk.answer, "an answer")
        answers[row] = paid_desk.answer
    assert paid_desk.states == ["Done"] * 3
    assert set(answers.values()) == {plausible_results(received) for received in server.received}
    assert "33 of 33 planned credits used" in paid_desk.status
    assert "of 30 requests left" in paid_desk.credits


def test_without_a_key_the_window_asks_for_one_and_goes_on_with_it(
    open_desk: OpenDesk,
    server: FaultProxy,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("INKLIFT_API_URL", server.url)
    desk = open_desk()
    desk.choose("Engine", "Dumpling AI")
    desk.write_prompt("Total?")
    desk.add(*small_pictures(tmp_path, 1))

    desk.extract()
    asked, states = desk.message, desk.states
    desk.press("Enter a key…")
    dialog = desk.find(QDialog, "PreferencesDialog")
    desk.find(QLineEdit, "API key", dialog).insert(KEY)
    desk.press("Save key", dialog)
    saved = desk.find(QLabel, "KeyStatus", dialog)
    until(lambda: "kept until Inklift is closed" in saved.text(), "the key to be kept")
    dialog.accept()
    desk.extract()

    assert "needs your key" in asked
    assert "nothing was charged" in asked
    assert states == ["Ready"]
    assert desk.states == ["Done"]
    assert desk.message == ""
    assert server.credits == 11
    assert desk.sees(QPushButton, "Extract")
