"""Answers without an end: no more of them is read, kept or unpacked than fits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fakes.fault_proxy import FaultProxy
from fakes.misbehaviour import Behaviour, gzip_bomb, huge
from fakes.questions import Ask
from inklift.core.answers import read_answer
from inklift.core.errors import AnswerUnreadable, Outcome


@pytest.mark.parametrize("behaviour", [huge(33_000_000), gzip_bomb(200_000_000)])
def test_an_endless_answer_is_cut_and_cannot_be_read(
    ask: Ask, server: FaultProxy, behaviour: Behaviour
) -> None:
    server.script(behaviour)

    raw = ask()

    assert 0 < len(raw.body) <= 32_000_000
    with pytest.raises(AnswerUnreadable) as caught:
        read_answer(raw.body, json_mode=False)
    assert caught.value.outcome is Outcome.UNKNOWN


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("behaviour", [huge(300_000_000), gzip_bomb(1_000_000_000)])
def test_an_endless_answer_takes_little_memory(server: FaultProxy, behaviour: Behaviour) -> None:
    """In a process of its own: this one makes the answer."""
    peaks_kb = []
    for script in ([], [behaviour]):
        server.script(*script)
        asked = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("asking_once.py")), server.url],
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        peaks_kb.append(int(asked.stdout))

    usual_kb, peak_kb = peaks_kb
    assert peak_kb - usual_kb < 120_000  # 32 MB are kept, once as they came and once unpacked
