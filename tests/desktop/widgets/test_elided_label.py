"""A name for which there is no room: its end stays in sight, the whole of it is at hand."""

from pytestqt.qtbot import QtBot

from inklift.desktop.widgets.elided_label import ElidedLabel

_NAME = "/home/somebody/receipts/2024/scan-of-a-long-name-0001.jpg"


def test_the_middle_is_left_out(qtbot: QtBot) -> None:
    label = ElidedLabel(_NAME)
    qtbot.addWidget(label)

    label.resize(200, label.sizeHint().height())

    assert "…" in label.elided_text()
    assert label.elided_text().endswith("01.jpg")
    assert label.text() == _NAME


def test_it_can_become_narrow(qtbot: QtBot) -> None:
    label = ElidedLabel(_NAME)
    qtbot.addWidget(label)

    assert label.minimumSizeHint().width() < 120 < label.sizeHint().width()


def test_the_whole_text_is_the_tool_tip_and_never_a_page(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)

    label.setText('a<img src="file:///x">\u202egnp.exe')

    assert label.toolTip() == "<span>a&lt;img src=&quot;file:///x&quot;&gt;⟨RLO⟩gnp.exe</span>"


def test_it_draws_what_it_says(qtbot: QtBot) -> None:
    label = ElidedLabel("name.jpg")
    qtbot.addWidget(label)
    label.resize(200, 24)
    named = label.grab().toImage()

    label.setText("")

    assert label.grab().toImage() != named
    assert label.toolTip() == ""
