"""Which addresses may get the key, and which origin a key belongs to."""

import pytest

from inklift.core.errors import AddressRefused
from inklift.engines.http_options import HttpOptions
from inklift.engines.service_url import is_this_computer, origin_of, validate_service_url


@pytest.mark.parametrize(
    "url",
    [
        "https://app.dumplingai.com/api/v1/extract-image",
        "https://192.168.1.7:8443/x",
        "http://localhost:8799/x",
        "http://LOCALHOST/x",
        "http://127.0.0.1:8799/x",
        "http://127.8.9.1/x",
        "http://[::1]:8799/x",
    ],
)
def test_https_may_go_anywhere_and_http_stays_on_this_computer(url: str) -> None:
    assert validate_service_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://app.dumplingai.com/x",
        "http://192.168.1.7/x",
        "http://localhost.example.org/x",
        "http://127.0.0.1.example.org/x",
        "http://127.0.0.1@example.org/x",
        "http://[::2]/x",
        "http://0.0.0.0/x",
        "https://user:password@app.dumplingai.com/x",
        "https://app.dumplingai.com:port/x",
        "https://app.dumplingai.com:0/x",
        "https:///x",
        "https://[oops/x",
        "https://app.dumplingai.com\\@example.org/x",
        "https://app.dumpling\nai.com/x",
        "https://app.dumplingai.com/ x",
        "https://dümpling.example/x",
        "ftp://localhost/x",
        "file:///etc/passwd",
        "app.dumplingai.com",
        "",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        validate_service_url(url)

    assert "password@" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://App.DumplingAI.com/api/v1/extract-image", "https://app.dumplingai.com"),
        ("HTTPS://app.dumplingai.com:443/", "https://app.dumplingai.com"),
        ("https://app.dumplingai.com:8443/", "https://app.dumplingai.com:8443"),
        ("http://localhost:80/", "http://localhost"),
        ("http://[::1]:8799/x", "http://[::1]:8799"),
    ],
)
def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def test_only_a_service_on_this_computer_is_asked_without_the_proxy() -> None:
    options = HttpOptions(proxy="http://proxy.test:3128")

    assert options.for_address("http://localhost:8799/x").proxy is None
    assert options.for_address("https://app.dumplingai.com/").proxy == options.proxy


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8765/api", True),
        ("http://localhost/api", True),
        ("http://[::1]:1/api", True),
        ("https://app.dumplingai.com/api", False),
        ("https://localhost.example.org/api", False),
        ("nonsense", False),
    ],
)
def test_a_service_on_this_computer_is_known_by_its_address(url: str, here: bool) -> None:
    assert is_this_computer(url) is here
