"""The network goes in the middle of a run and comes back: the run goes on, and pays once."""

import time
from collections.abc import Callable

from cli.program import PAID, Program
from fakes.cutting_line import CuttingLine
from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import slow

Picture = Callable[..., str]
PICTURES = 16


def test_a_run_waits_for_a_lost_network_and_goes_on(
    paid: Program, service: FaultProxy, picture: Picture
) -> None:
    names = [picture(f"{number:02}.png", seed=number) for number in range(PICTURES)]
    service.usual = slow(0.3)
    with CuttingLine(service.port, lambda: None) as line:
        port = line.port
        address = service.url.replace(str(service.port), str(port))
        far = paid.with_environment(INKLIFT_API_URL=address)
        child = far.start(*PAID, *names, "--report", "report.json")
        end_s = time.monotonic() + 30
        while len(service.received) < 6 and time.monotonic() < end_s:
            time.sleep(0.01)
    sent_before = len(service.received)
    time.sleep(3)  # the quick tries are over by now
    is_waiting = child.poll() is None
    with CuttingLine(service.port, lambda: None, at_port=port):
        _, said = child.communicate(timeout=60)

    report = far.report()
    pictures = [digest for received in service.received for digest in received.digests]
    assert 6 <= sent_before < PICTURES - 4, said.decode()
    assert is_waiting, said.decode()
    assert said.decode().count("Waiting for 10 seconds.") in (1, 2)
    assert report["pending"] == report["failed"] == []
    assert len(report["answers"]) + len(report["unknown"]) == PICTURES
    assert len(report["unknown"]) <= 4  # what was with the service when the line broke
    assert len(set(pictures)) == len(pictures)  # none was paid for twice
    assert len(pictures) == service.credits // 11
    assert child.returncode == (1 if report["unknown"] else 0)
