"""A service that answers each request after a fixed time, in a process of its own: a stub."""

import argparse
import asyncio
import json

_ANSWER = {"results": "Harbour Hardware, 2024-03-15, 12.50", "imageCount": 1, "creditUsage": 11}


async def _serve(latency_s: float) -> None:
    body = json.dumps(_ANSWER).encode()
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nX-RateLimit-Limit: 100000\r\n"
        "X-RateLimit-Remaining: 99999\r\n\r\n"
    ).encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = int(asked.partition("content-length:")[2].split()[0])
                await reader.readexactly(length)
                await asyncio.sleep(latency_s)
                writer.write(head + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=2**20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.2, help="seconds")
    asyncio.run(_serve(parser.parse_args().latency))
