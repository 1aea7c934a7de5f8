"""The OpenAPI 3.1 document of this endpoint, made from the contract's own constants."""

from typing import Any

from inklift import __version__
from inklift.core.extract_image_api import (
    EXTRACT_PATH,
    MAX_OUTPUT_TOKENS,
    MAX_PICTURES,
    REQUEST_SOURCES,
    SENT_FORMATS,
    InputMethod,
)

_ERRORS = {
    400: "Something is wrong with the request, or its pictures are too large.",
    401: "The key is missing or wrong.",
    408: "The body did not come in time.",
    415: "The body is not plain JSON in UTF-8.",
    429: "Too many requests in a minute.",
    500: "The extraction failed.",
    503: "The server is ending.",
}
_EXAMPLE = {
    "inputMethod": "url",
    "images": ["https://example.com/receipt.jpg"],
    "prompt": "What is the total?",
    "jsonMode": True,
}


def openapi_document() -> dict[str, Any]:
    """The whole document, as JSON holds it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Extract Image API, answered by Inklift",
            "version": __version__,
            "summary": "Reads pictures of receipts and documents on this computer.",
            "description": "Pictures are read here, sent nowhere else, and not kept.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": {
            EXTRACT_PATH: {
                "post": {
                    "operationId": "extractImage",
                    "summary": "Answer a prompt about pictures.",
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Request"},
                                "example": _EXAMPLE,
                            }
                        },
                    },
                    "responses": _responses("Answer", *_ERRORS),
                },
                "get": {
                    "operationId": "supportedFormats",
                    "summary": "List the formats of pictures; also a way to try the key.",
                    "responses": _responses("Formats", 401, 429),
                },
            }
        },
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "headers": _HEADERS,
            "responses": {str(status): _error(status) for status in _ERRORS},
            "schemas": _SCHEMAS,
        },
    }


def _responses(schema: str, *errors: int) -> dict[str, Any]:
    done = {
        "description": "Done.",
        "headers": _header_references("X-RateLimit-Limit", "X-RateLimit-Remaining"),
        "content": _json(schema),
    }
    failed = {str(status): {"$ref": f"#/components/responses/{status}"} for status in errors}
    return {"200": done, **failed}


def _error(status: int) -> dict[str, Any]:
    names = ["X-RateLimit-Limit", "X-RateLimit-Remaining"]
    names += {401: ["WWW-Authenticate"], 429: ["Retry-After"]}.get(status, [])
    return {
        "description": _ERRORS[status],
        "headers": _header_references(*names),
        "content": _json("Error"),
    }


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _header_references(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


_HEADERS: dict[str, Any] = {
    "X-RateLimit-Limit": {
        "description": "Requests that are answered in a minute.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    },
    "X-RateLimit-Remaining": {
        "description": "Requests that are left of them.",
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
    },
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1, "maximum": 60},
    },
    "WWW-Authenticate": {"required": True, "schema": {"const": "Bearer"}},
}

_SCHEMAS: dict[str, Any] = {
    "Request": {
        "type": "object",
        "required": ["inputMethod", "images", "prompt"],
        "properties": {
            "inputMethod": {
                "enum": [str(method) for method in InputMethod],
                "description": "How the pictures come.",
            },
            "images": {
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_PICTURES,
                "items": {"type": "string"},
                "description": "Public http(s) addresses, or base64 of the files: 20 MB for one "
                "picture, 100 MB for all.",
            },
            "prompt": {
                "type": "string",
                # At least one character; these are spaces to Python, and not to JSON Schema.
                "pattern": "[^\\s\\u001c-\\u001f\\u0085]",
                "description": "What you want to know.",
            },
            "jsonMode": {
                "type": "boolean",
                "default": False,
                "description": "Whether the answer shall be JSON.",
            },
            "requestSource": {
                "enum": list(REQUEST_SOURCES),
                "description": "Who asks. It changes nothing.",
            },
        },
        # Which strings `images` may hold depends on how they come.
        "if": {"properties": {"inputMethod": {"const": "url"}}},
        "then": {"properties": {"images": {"items": {"format": "uri"}}}},
        "else": {"properties": {"images": {"items": {"contentEncoding": "base64"}}}},
    },
    "Answer": {
        "type": "object",
        "required": ["results", "prompt", "imageCount", "creditUsage"],
        "additionalProperties": False,
        "properties": {
            "results": {
                "type": "string",
                "description": f"Text, or JSON as text; at most {MAX_OUTPUT_TOKENS:,} tokens.",
            },
            "prompt": {"type": "string"},
            "imageCount": {"type": "integer", "minimum": 1, "maximum": MAX_PICTURES},
            "creditUsage": {
                "type": "integer",
                "minimum": 11,
                "description": "What Dumpling AI would charge. Here it costs nothing.",
            },
        },
    },
    "Formats": {
        "type": "object",
        "required": ["supportedFormats"],
        "properties": {
            "supportedFormats": {
                "type": "array",
                "items": {"type": "string"},
                "examples": [list(SENT_FORMATS)],
            }
        },
    },
    "Error": {
        "type": "object",
        "required": ["error"],
        "additionalProperties": False,
        "properties": {"error": {"type": "string", "minLength": 1}},
    },
}
