"""What the tests of the endpoint share: one that is served, and pictures to send."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from PIL import Image

from endpoint.requests_made import as_base64, authorized, picture_bytes
from fakes.quick_endpoint import Served, serving
from inklift.services.pictures import PictureService

Post = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def served_for_all(opened_pictures: PictureService) -> Iterator[Served]:
    with serving(opened_pictures) as served:
        yield served


@pytest.fixture
def served(served_for_all: Served) -> Iterator[Served]:
    """An endpoint that is shared by the tests of a module."""
    yield served_for_all

    assert served_for_all.leftovers == [], "temporary files were left behind"


@pytest.fixture
def post(served: Served) -> Iterator[Post]:
    """`post(prompt="…", jsonMode=True, …)`: a right request but for what is given; None removes."""
    with httpx.Client(trust_env=False, timeout=30) as client:

        def post(**changes: Any) -> httpx.Response:
            fields = {
                "inputMethod": "base64",
                "images": as_base64(picture_bytes()),
                "prompt": "What is the total?",
            }
            fields = {key: value for key, value in (fields | changes).items() if value is not None}
            return client.post(served.url, json=fields, headers=authorized(served))

        yield post


@pytest.fixture(scope="session")
def several_pages() -> bytes:
    """A TIFF with two pages."""
    out = io.BytesIO()
    pages = [Image.new("L", (20, 10), shade) for shade in (0, 255)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue()
