"""The rules of the Extract Image API, one by one, over real HTTP."""

import json
from typing import Any

import httpx
import pytest

from endpoint.conftest import Post
from endpoint.requests_made import as_base64, authorized, filled_up, picture_bytes
from fakes.quick_endpoint import Served

MIB = 2**20
UNAUTHORIZED = {"error": "Invalid or missing Authorization header"}
ONE_PICTURE = as_base64(picture_bytes())[0]


def send(served: Served, body: bytes, **headers: str) -> httpx.Response:
    """Any bytes as the body of a POST; `None` would be the default of a header."""
    usual = {"Content-Type": "application/json", **authorized(served)}
    return httpx.post(
        served.url, content=body, headers=usual | headers, trust_env=False, timeout=90
    )


def body_of(**changes: Any) -> bytes:
    fields = {"inputMethod": "base64", "images": [ONE_PICTURE], "prompt": "Total?"}
    return json.dumps(fields | changes).encode()


def test_an_answer_has_the_four_fields_of_the_contract(post: Post) -> None:
    answer = post(images=as_base64(picture_bytes(1), picture_bytes(2)), prompt="Ünd?")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    told = answer.json()
    assert told.keys() == {"results", "prompt", "imageCount", "creditUsage"}
    assert isinstance(told["results"], str)
    assert (told["prompt"], told["imageCount"], told["creditUsage"]) == ("Ünd?", 2, 12)


def test_json_mode_gives_json_as_a_string(post: Post) -> None:
    one = post(jsonMode=True).json()["results"]
    two = post(jsonMode=True, images=as_base64(picture_bytes(1), picture_bytes(2))).json()

    assert isinstance(json.loads(one), dict)
    assert [entry["index"] for entry in json.loads(two["results"])] == [0, 1]


@pytest.mark.parametrize(
    "source",
    [
        "API",
        "WEB",
        "MAKE_DOT_COM",
        "ZAPIER",
        "N8N",
        "PLAYGROUND",
        "DEFAULT_AUTOMATION",
        "AGENT_PREVIEW",
        "AGENT_LIVE",
        "AUTOPILOT",
        "STUDIO",
    ],
)
def test_every_documented_source_is_taken(post: Post, source: str) -> None:
    assert post(requestSource=source).status_code == 200


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"inputMethod": None}, "inputMethod"),
        ({"inputMethod": "file"}, "inputMethod"),
        ({"inputMethod": 1}, "inputMethod"),
        ({"inputMethod": ["base64"]}, "inputMethod"),
        ({"images": None}, "images"),
        ({"images": []}, "images"),
        ({"images": ONE_PICTURE}, "images"),
        ({"images": {"0": ONE_PICTURE}}, "images"),
        ({"images": [ONE_PICTURE, 7]}, "images[1]"),
        ({"images": [[ONE_PICTURE]]}, "images[0]"),
        ({"images": [""] * 3_001}, "3,000"),
        ({"prompt": None}, "prompt"),
        ({"prompt": ""}, "prompt"),
        ({"prompt": " \n"}, "prompt"),
        ({"prompt": ["Total?"]}, "prompt"),
        ({"jsonMode": "true"}, "jsonMode"),
        ({"jsonMode": 1}, "jsonMode"),
        ({"requestSource": "api"}, "requestSource"),
        ({"requestSource": 3}, "requestSource"),
    ],
)
def test_a_wrong_field_is_named(post: Post, changes: dict[str, Any], named: str) -> None:
    answer = post(**changes)

    assert answer.status_code == 400
    assert answer.json().keys() == {"error"}
    assert named in answer.json()["error"]


@pytest.mark.parametrize("field", ["jsonMode", "requestSource"])
def test_null_is_no_value_of_an_optional_field(served: Served, field: str) -> None:
    answer = send(served, body_of(**{field: None}))

    assert answer.status_code == 400
    assert field in answer.json()["error"]


def test_other_fields_are_left_alone(post: Post) -> None:
    assert post(model="any", temperature=0, images2=[ONE_PICTURE * 100]).status_code == 200


@pytest.mark.parametrize(
    "image",
    [
        "not base64 at all!",
        ONE_PICTURE[:-1],
        ONE_PICTURE + "=",
        "====",
        ONE_PICTURE.replace("A", "-", 1),
        "ä" * 8,
        "data:image/png," + ONE_PICTURE,
        "A" * 5_000 + "!" + "A" * 5_003,
        "A" * 5_000 + "==" + "A" * 5_002,
        "A" * 5_001,
        "ä" * 5_000,
    ],
)
def test_what_is_no_base64_is_refused(post: Post, image: str) -> None:
    answer = post(images=[ONE_PICTURE, image])

    assert answer.status_code == 400
    assert "images[1] is not base64" in answer.json()["error"]


@pytest.mark.parametrize("size_bytes", [0, 3_000])
def test_base64_is_taken_as_programs_write_it(post: Post, served: Served, size_bytes: int) -> None:
    """On several lines, as a data: address, and with the escapes that PHP and .NET put in."""
    picture = picture_bytes()
    image = as_base64(filled_up(picture, size_bytes) if size_bytes else picture)[0]
    lines = "\r\n".join(image[start : start + 76] for start in range(0, len(image), 76))
    escaped = body_of(images=[image]).replace(b"/", rb"\/").replace(b"+", rb"\u002B")

    assert post(images=[lines]).status_code == 200
    assert post(images=[f"data:image/png;base64,{image}"]).status_code == 200
    assert send(served, escaped).status_code == 200


@pytest.mark.parametrize(
    "data", [b"", b"%", b"Hello, world", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4", b"\0" * 9_000]
)
def test_what_is_no_picture_is_refused(post: Post, data: bytes) -> None:
    answer = post(images=[ONE_PICTURE, *as_base64(data)])

    assert answer.status_code == 400
    assert "images[1]" in answer.json()["error"]


def test_a_picture_of_several_pages_is_refused(post: Post, several_pages: bytes) -> None:
    answer = post(images=as_base64(several_pages))

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("images[0] holds 2 pages.")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "HEIF", "BMP", "TIFF", "GIF"])
def test_pictures_of_many_formats_are_taken(post: Post, kind: str) -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()

    assert post(images=as_base64(picture_bytes(kind=kind))).status_code == 200


def test_a_picture_may_have_20_mib_and_no_byte_more(served: Served) -> None:
    fitting = body_of(images=as_base64(filled_up(picture_bytes(), 20 * MIB)))
    larger = body_of(images=as_base64(filled_up(picture_bytes(), 20 * MIB + 1)))

    assert send(served, fitting).status_code == 200
    refused = send(served, larger)
    assert refused.status_code == 400
    assert "images[0] exceeds the limit of 20 MB" in refused.json()["error"]


@pytest.mark.slow
def test_pictures_may_have_100_mib_together_and_no_byte_more(served: Served) -> None:
    full = as_base64(filled_up(picture_bytes(), 20 * MIB))[0]
    fitting = body_of(images=[full] * 5)
    larger = body_of(images=[full] * 5 + [ONE_PICTURE])

    assert send(served, fitting).status_code == 200
    refused = send(served, larger)
    assert refused.status_code == 400
    assert "exceeds the limit of 100 MB" in refused.json()["error"]


def test_three_thousand_pictures_are_taken(served: Served) -> None:
    answer = httpx.post(
        served.url,
        json={"inputMethod": "base64", "images": [ONE_PICTURE] * 3_000, "prompt": "Total?"},
        headers=authorized(served),
        timeout=90,
        trust_env=False,
    )

    assert answer.json()["creditUsage"] == 3_010


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{}{}",
        b"[]",
        b'"text"',
        b"nonsense",
        body_of()[:-1],
        body_of()[:40],
        body_of(x=float("nan")),
        body_of(x=float("inf")),
        body_of().replace(b"Total?", b"To\ntal?"),
        body_of().replace(b"Total?", rb"\x41"),
        body_of().replace(b"Total?", rb"\u00g1"),
        body_of().replace(b"Total?", b"\xff\xfe"),
        body_of().decode().encode("utf-16"),
        body_of(x=1).replace(b"1}", b"9" * 5_000 + b"}"),
        b"[" * 100_000,
        b'{"x":' * 100_000,
        body_of().replace(b'"prompt"', b'"images": [], "prompt"'),
        b'{"x": [' + b"1," * 200_000 + b"1]}",
        b'{"prompt": "' + b"x" * (9 * MIB) + b'"}',
    ],
)
def test_a_body_that_is_no_fitting_json_is_refused(served: Served, body: bytes) -> None:
    answer = send(served, body)

    assert answer.status_code == 400
    assert answer.json().keys() == {"error"}


def test_a_byte_order_mark_is_no_fault(served: Served) -> None:
    assert send(served, b"\xef\xbb\xbf" + body_of()).status_code == 200


def test_half_a_surrogate_pair_comes_back(served: Served) -> None:
    answer = send(served, body_of(prompt="odd \ud800 prompt"))

    assert answer.json()["prompt"] == "odd \ud800 prompt"


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer wrong",
        "Basic {key}",
        "{key}",
        "Bearer {key}x",
        "Bearer ü",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_missing_or_wrong_key_is_refused_in_the_words_of_the_contract(
    served: Served, given: str | None, method: str
) -> None:
    headers = (
        {} if given is None else {"Authorization": given.format(key=served.key).encode("latin-1")}
    )

    answer = httpx.request(method, served.url, headers=headers, content=body_of(), trust_env=False)

    assert (answer.status_code, answer.json()) == (401, UNAUTHORIZED)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_scheme_of_the_key_may_be_written_in_any_case(served: Served) -> None:
    assert send(served, body_of(), Authorization=f"bearer {served.key}").status_code == 200


def test_the_formats_are_listed(served: Served) -> None:
    answer = httpx.get(served.url, headers=authorized(served), trust_env=False)

    assert answer.json() == {"supportedFormats": ["png", "jpeg", "webp", "heic", "heif"]}


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": ""},
        {"Content-Encoding": "gzip"},
    ],
)
def test_what_is_not_plain_json_is_refused(served: Served, headers: dict[str, str]) -> None:
    answer = send(served, body_of(), **headers)

    assert answer.status_code == 415
    assert answer.json().keys() == {"error"}


@pytest.mark.parametrize("kind", ["application/json; charset=UTF-8", "Application/JSON"])
def test_json_may_be_called_so_in_several_ways(served: Served, kind: str) -> None:
    assert send(served, body_of(), **{"Content-Type": kind}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/extract", "/api/v1/extract-image/", "/api/v2/run"])
def test_other_paths_are_not_found(served: Served, path: str) -> None:
    answer = httpx.get(served.origin + path, headers=authorized(served), trust_env=False)

    assert answer.status_code == 404
    assert answer.json().keys() == {"error"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_named_as_wrong(served: Served, method: str) -> None:
    answer = httpx.request(method, served.url, trust_env=False)

    assert answer.status_code == 405
    assert answer.json().keys() == {"error"}
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))
