"""The OpenAPI document: valid, true to the contract, and kept to (asked by schemathesis)."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from fakes.quick_endpoint import Served

SOURCES = (
    "API WEB MAKE_DOT_COM ZAPIER N8N PLAYGROUND DEFAULT_AUTOMATION AGENT_PREVIEW AGENT_LIVE "
    "AUTOPILOT STUDIO"
)


@pytest.fixture
def document(served: Served) -> Any:
    """As anybody gets it."""
    return httpx.get(f"{served.origin}/openapi.json", trust_env=False).json()


def test_the_document_is_valid(document: Any) -> None:
    OpenAPIV31SpecValidator(document).validate()


def test_the_document_says_what_the_contract_says(document: Any) -> None:
    (path,) = document["paths"]
    request = document["components"]["schemas"]["Request"]

    assert path == "/api/v1/extract-image"
    assert document["paths"][path].keys() == {"get", "post"}
    assert request["required"] == ["inputMethod", "images", "prompt"]
    assert request["properties"]["inputMethod"]["enum"] == ["url", "base64"]
    assert request["properties"]["requestSource"]["enum"] == SOURCES.split()
    assert (request["properties"]["images"]["minItems"]) == 1
    assert (request["properties"]["images"]["maxItems"]) == 3_000


@pytest.mark.parametrize(
    "amount",
    [
        ("--max-examples", "20", "--seed", "4711"),  # the same each time
        pytest.param(("--max-examples", "500"), marks=pytest.mark.slow),
    ],
)
def test_the_endpoint_keeps_to_its_document(
    served: Served, checkout: Path, tmp_path: Path, amount: tuple[str, ...]
) -> None:
    """The command itself: its plugin does not know pytest 9 (schemathesis 4.32)."""
    finished = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{served.origin}/openapi.json"),
            *("--header", f"Authorization: Bearer {served.key}"),
            *("--checks", "all", "--continue-on-failure", *amount),
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(checkout / "tests"),
            "SCHEMATHESIS_HOOKS": "fakes.schemathesis_hooks",
        },
        capture_output=True,
        text=True,
    )

    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "2 selected / 2 total" in finished.stdout


@pytest.mark.parametrize("prompt", ["", " \t\n", "\u001d\u001d", "\u0085"])
def test_a_prompt_of_spaces_alone_is_none_to_the_document_and_to_the_endpoint(
    document: Any, served: Served, prompt: str
) -> None:
    """Python and JSON Schema do not agree on all of what a space is."""
    schema = document["components"]["schemas"]["Request"]["properties"]["prompt"]
    body = {"inputMethod": "url", "images": ["https://pictures.test/a.png"], "prompt": prompt}

    answer = httpx.post(
        served.url,
        json=body,
        headers={"Authorization": f"Bearer {served.key}"},
        trust_env=False,
    )

    assert answer.status_code == 400
    # `re.ASCII` takes no more for a space than JSON Schema does.
    assert re.search(schema["pattern"], prompt, re.ASCII) is None
