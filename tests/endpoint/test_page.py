"""The page at `/` and its form, as a browser sends it."""

import html
import re
from typing import Any

import httpx
import pytest

from endpoint.requests_made import filled_up, picture_bytes
from fakes.quick_endpoint import Served, serving
from inklift.services.pictures import PictureService

PNG = ("receipt.png", picture_bytes(), "image/png")


def submit(served: Served, *, picture: Any = PNG, **fields: str) -> httpx.Response:
    """Send the form; `json="yes"` is its check box."""
    data = {"key": served.key, "prompt": "What is the total?"} | fields
    files = {} if picture is None else {"picture": picture}
    return httpx.post(
        f"{served.origin}/",
        data=data,
        files=files or {"other": b"so that it is a multipart form"},
        trust_env=False,
        timeout=30,
    )


def outcome(answer: httpx.Response) -> str:
    """What the page says above its form, as a person reads it."""
    found = re.search(r'<section id="outcome"[^>]*>(.*?)</section>', answer.text, re.DOTALL)
    return "" if found is None else html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip()


def test_the_page_shows_how_to_ask_and_no_key(served: Served) -> None:
    page = httpx.get(f"{served.origin}/", trust_env=False)

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f"curl {served.origin}/api/v1/extract-image" in page.text
    assert "YOUR-KEY" in page.text
    assert served.key not in page.text
    assert outcome(page) == ""


def test_the_page_runs_nothing_and_loads_nothing(served: Served) -> None:
    page = httpx.get(f"{served.origin}/", trust_env=False)

    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert not re.search(r'(?:src|href)="(?!/)', page.text)


def test_a_strange_host_is_not_repeated(served: Served) -> None:
    page = httpx.get(
        f"{served.origin}/", headers={"Host": '"><script>alert(1)</script>'}, trust_env=False
    )

    assert "alert" not in page.text


def test_the_form_is_answered_on_the_same_page(served: Served) -> None:
    answer = submit(served, prompt='<b>"Total"?</b>')

    assert answer.status_code == 200
    assert 'You asked: <b>"Total"?</b>' in outcome(answer)
    assert "<b>" not in answer.text
    assert served.key not in answer.text
    assert '<textarea id="prompt" name="prompt" required>&lt;b&gt;' in answer.text
    assert " checked>" not in answer.text


def test_json_is_laid_out_and_the_box_stays_checked(served: Served) -> None:
    answer = submit(served, json="yes")

    assert '{\n  "merchant": "' in outcome(answer)
    assert " checked>" in answer.text


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"key": "wrong"}, 401, "not the key"),
        ({"key": ""}, 401, "not the key"),
        ({"picture": None}, 400, "Choose a picture"),
        ({"picture": ("", b"", "application/octet-stream")}, 400, "Choose a picture"),
        ({"picture": ("a.txt", b"Hello", "text/plain")}, 400, "The picture is not a picture that"),
        ({"prompt": "  "}, 400, "Write a prompt"),
        ({"picture": ("a.png", bytes(20 * 2**20 + 1), "image/png")}, 400, "limit of 20 MB"),
        ({"picture": ("a.png", bytes(23 * 2**20), "image/png")}, 400, "limit of 20 MB"),
    ],
)
def test_what_goes_wrong_is_a_sentence_on_the_page(
    served: Served, changes: dict[str, Any], status: int, told: str
) -> None:
    answer = submit(served, **changes)

    assert answer.status_code == status
    assert told in outcome(answer)


def test_a_picture_of_20_mib_is_taken(served: Served) -> None:
    picture = ("a.png", filled_up(picture_bytes(), 20 * 2**20), "image/png")

    assert submit(served, picture=picture).status_code == 200


def test_a_form_of_another_kind_is_refused(served: Served) -> None:
    answer = httpx.post(f"{served.origin}/", data={"key": served.key}, trust_env=False)

    assert answer.status_code == 415
    assert "use the form" in outcome(answer)


def test_a_broken_form_is_refused(served: Served) -> None:
    answer = httpx.post(
        f"{served.origin}/",
        content=b"nonsense",
        headers={"Content-Type": "multipart/form-data"},
        trust_env=False,
    )

    assert answer.status_code == 400


def test_the_form_is_under_the_same_limit(opened_pictures: PictureService) -> None:
    with serving(opened_pictures, per_minute=1) as served:
        answers = [submit(served), submit(served)]

    assert [answer.status_code for answer in answers] == [200, 429]
    assert "Too many requests" in outcome(answers[1])
