"""What a picture is called in the window."""

import pytest

from fakes.window_services import source
from inklift.core.answers import Notice
from inklift.core.pictures import Origin
from inklift.desktop.views.picture_texts import last_part, notice_text, short_name


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("a.png", "a.png"),
        ("/home/me/till receipts/a.png", "a.png"),
        (r"C:\Users\me\a.png", "a.png"),
        (r"C:\Users/me\a.png", "a.png"),
        ("folder/", "folder/"),
        ("", ""),
    ],
)
def test_the_last_part_is_the_name_without_folders(name: str, last: str) -> None:
    assert last_part(name) == last


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.test/receipts/lunch.jpg", "lunch.jpg"),
        ("https://a.test/receipts/lunch.jpg?width=2000&from=/x/y", "lunch.jpg"),
        ("https://a.test/receipts/", "receipts"),
        ("https://a.test", "a.test"),
    ],
)
def test_a_web_picture_is_called_by_the_last_part_of_its_address(address: str, shown: str) -> None:
    picture = source(1, name=address, origin=Origin.ADDRESS, address=address)

    assert short_name(picture) == shown


def test_a_page_is_called_like_its_file() -> None:
    page = source(1, name="folder/scan.pdf#page=2", page=2, page_count=3)

    assert short_name(page) == "scan.pdf"


def test_a_file_may_have_a_number_sign_in_its_name() -> None:
    assert short_name(source(1, name="folder/#page=2.png")) == "#page=2.png"


def test_every_notice_has_a_sentence_of_its_own() -> None:
    texts = {notice_text(code) for code in Notice}

    assert len(texts) == len(Notice)
    assert all(text.endswith(".") for text in texts)
