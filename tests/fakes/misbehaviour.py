"""Faults that the proxy makes, and the usual way of answering: what `FaultProxy.script` takes."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fakes.fault_proxy import Exchange

Behaviour = Callable[["Exchange"], None]


def answer(
    results: object = None,
    *,
    dress: Callable[[Any], object] = lambda results: results,
    headers: Iterable[tuple[str, str]] = (),
    content_type: str = "application/json",
    write: Callable[["Exchange", bytes], None] | None = None,
    encode: Callable[[bytes], bytes] = bytes,
    **changes: object,
) -> Behaviour:
    """The endpoint's 200. Other `results` than its own, or these dressed up; `changes` replace
    whole fields of the answer (None removes one); `encode` and `write` spoil its bytes."""

    def behave(exchange: "Exchange") -> None:
        received = exchange.receive()
        if received is None:
            return
        reply = exchange.ask_endpoint(received)
        if reply.status != 200:
            exchange.send_reply(reply)
            return
        body: dict[str, object] = json.loads(reply.body)
        said = body["results"] if results is None else results
        body = {**body, "results": dress(said), **changes}
        body = {name: value for name, value in body.items() if value is not None}
        payload = encode(json.dumps(body).encode())
        exchange.send(200, payload, content_type=content_type, headers=headers, write=write)

    return behave


def pass_on() -> Behaviour:
    """The endpoint's answer as it is; only its results may be others."""

    def behave(exchange: "Exchange") -> None:
        received = exchange.receive()
        if received is None:
            return
        reply = exchange.ask_endpoint(received)
        answerer = exchange.server.answerer
        if reply.status == 200 and answerer is not None:
            body = {**json.loads(reply.body), "results": answerer(received)}
            reply = replace(reply, body=json.dumps(body).encode())
        exchange.send_reply(reply)

    return behave


def fenced() -> Behaviour:
    """`results` in a code fence, as models like to do."""
    return answer(dress=lambda results: f"Here it is:\n```json\n{results}\n```")


def cut_off(characters: int) -> Behaviour:
    """`results` that stop in the middle, as at the limit of output tokens."""
    return answer(dress=lambda results: results[:characters])


def as_object() -> Behaviour:
    """`results` as a JSON value instead of a string (needs jsonMode)."""
    return answer(dress=json.loads)


def raw_body(payload: bytes, content_type: str = "application/json") -> Behaviour:
    """A charged 200 with any bytes."""
    return answer(encode=lambda _: payload, content_type=content_type)


def slow(delay_s: float) -> Behaviour:
    """Charge, wait, then answer."""

    def behave(exchange: "Exchange", data: bytes) -> None:
        if exchange.pause(delay_s):
            exchange.write(data)

    return answer(write=behave)


def stall() -> Behaviour:
    """Read and charge, then say nothing until the client hangs up."""

    def behave(exchange: "Exchange") -> None:
        exchange.receive()
        exchange.pause(60)

    return behave


def stall_before_reading() -> Behaviour:
    """Never read the body, never answer."""

    def behave(exchange: "Exchange") -> None:
        exchange.server.reached.set()
        exchange.server.closing.wait(60)
        exchange.hang_up()

    return behave


def drip(interval_s: float) -> Behaviour:
    """Charge, then answer one byte at a time."""

    def behave(exchange: "Exchange", data: bytes) -> None:
        for position in range(len(data)):
            exchange.write(data[position : position + 1])
            if not exchange.pause(interval_s):
                return

    return answer(write=behave)


def close_before_reading() -> Behaviour:
    """Drop the connection with the body unread."""
    return lambda exchange: exchange.hang_up()


def close_after_reading(*, hard: bool = False) -> Behaviour:
    """Charge, then drop the connection without a word."""

    def behave(exchange: "Exchange") -> None:
        exchange.receive()
        (exchange.hang_up_hard if hard else exchange.hang_up)()

    return behave


def cut_answer(after_bytes: int) -> Behaviour:
    """Charge, then drop the connection in the middle of the answer."""

    def behave(exchange: "Exchange", data: bytes) -> None:
        exchange.write(data[:after_bytes])
        exchange.hang_up()

    return answer(write=behave)


def status(
    code: int,
    body: object = b"",
    *,
    content_type: str = "application/json",
    headers: Iterable[tuple[str, str]] = (),
    charge: bool = False,
    before_reading: bool = False,
    write: Callable[["Exchange", bytes], None] | None = None,
) -> Behaviour:
    """Any status with a JSON value or bytes. `charge`: the work was done all the same."""

    def behave(exchange: "Exchange") -> None:
        if before_reading or exchange.receive(charge=charge) is not None:
            exchange.send(code, body, content_type=content_type, headers=headers, write=write)
            if before_reading:
                exchange.hang_up()

    return behave


def rate_limited(retry_after: str | None = None) -> Behaviour:
    headers = [] if retry_after is None else [("Retry-After", retry_after)]
    return status(429, {"error": "Too many requests"}, headers=headers)


def redirect(location: str, code: int = 307) -> Behaviour:
    return status(code, headers=[("Location", location)])


def gzipped(keep_bytes: int | None = None) -> Behaviour:
    """Compressed although nobody asked; `keep_bytes` cuts the stream, with a matching length."""
    return answer(
        encode=lambda data: gzip.compress(data)[:keep_bytes],
        headers=[("Content-Encoding", "gzip")],
    )


def gzip_bomb(size_bytes: int) -> Behaviour:
    """A small answer that unpacks to about `size_bytes` of spaces."""

    def encode(_: bytes) -> bytes:
        packer = zlib.compressobj(1, wbits=16 + zlib.MAX_WBITS)  # the client does not wait for ever
        spaces = b" " * 1_000_000
        pieces = [packer.compress(spaces) for _ in range(size_bytes // len(spaces))]
        return b"".join([*pieces, packer.flush()])

    return answer(encode=encode, headers=[("Content-Encoding", "gzip")])


def huge(size_bytes: int) -> Behaviour:
    return answer(results="x" * size_bytes)
