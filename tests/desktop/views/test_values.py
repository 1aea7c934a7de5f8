"""Values of answers in the window: their places in the picture, the table, and the review."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTabBar, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from desktop.acting import find
from desktop.window_bench import WindowBench
from inklift.core.pictures import Box
from inklift.core.prompts import AnswerForm
from inklift.core.readings import Line, Reading, Word
from inklift.core.reviews import ValueState
from inklift.desktop.controllers import review as review_module
from inklift.desktop.controllers.review import ValuePlace
from inklift.desktop.controllers.shown_run import Question, ShownAnswer
from inklift.desktop.item_models.answer_tree import TreeColumn, TreeRole
from inklift.desktop.views.review_bar import ReviewBar
from inklift.desktop.widgets.picture_view import PictureView
from inklift.engines.registry import DUMPLING

PAID = Question("What?", AnswerForm(json_mode=True), DUMPLING.id)
TEXT, DATA, TABLE = 0, 1, 2
TAX = 4  # its column in the table


def page(*words: str) -> Reading:
    """One word a line, on a picture of 60 × 80 pixels."""
    lines = [
        Line((Word(word, Box(5, 10 * at, 50, 10 * at + 8), 1.0),)) for at, word in enumerate(words)
    ]
    return Reading(60, 80, tuple(lines))


@pytest.fixture
def values(bench: WindowBench, english: None) -> WindowBench:
    """Two pictures with answers: a wrong tax on the first, a wrong shop on the second."""
    bench.session.extraction.ask(PAID)
    bench.services.readings.pages = {
        "1.png": page("Oak", "4.00", "Total", "5.00"),
        "2.png": page("Elm", "2.50", "2.50"),
    }
    bench.add("1.png", "2.png")
    bench.session.extraction.start()
    plan = bench.wait_for_run()
    data = [
        {"shop": "Oak", "price": "4.00", "tax": "9.99"},
        {"shop": "Yew", "items": [{"name": "2.50", "price": 2.5}], "note": None},
    ]
    for request, each in zip(plan.requests, data, strict=True):
        bench.tell_answer(request, "{}", data=each, credits=11)
    bench.end_run()
    bench.wait(lambda: len(bench.session.review.to_check()) == 2)
    bench.wait(bench.window.actions_.review.isEnabled)
    return bench


def show(bench: WindowBench, view: int) -> None:
    find(bench.window, QTabBar, "AnswerViews").setCurrentIndex(view)


def answers(bench: WindowBench) -> Sequence[ShownAnswer]:
    return bench.session.extraction.answers


def picture(bench: WindowBench) -> PictureView:
    return find(bench.window, PictureView, "Picture")


def marked(bench: WindowBench, *, current: bool) -> list[QRectF]:
    return [box.rect for box in picture(bench)._boxes if box.is_current is current]


def select_in_tree(bench: WindowBench, path: tuple[str | int, ...]) -> None:
    tree = find(bench.window, QTreeView, "Data")
    model = bench.workbench._answer.data.model
    tree.setCurrentIndex(model.index_of(0, path, TreeColumn.VALUE))


def keys(bench: WindowBench, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(bench.window.focusWidget(), key)


def review_state(bench: WindowBench) -> tuple[str, str, str]:
    bar = find(bench.window, ReviewBar, "ReviewBar")
    return (
        find(bar, QLabel, "ReviewName").text(),
        find(bar, QLineEdit, "ReviewValue").text(),
        find(bar, QLabel, "ReviewProgress").text(),
    )


def test_values_are_told_with_what_is_known_of_them(values: WindowBench) -> None:
    review = values.session.review.review_of(answers(values)[0])

    assert {path[0]: each.state for path, each in review.assessed.items()} == {
        "shop": ValueState.CERTAIN,
        "price": ValueState.CERTAIN,
        "tax": ValueState.TO_CHECK,
    }


def test_a_value_that_is_chosen_is_marked_in_the_picture(values: WindowBench, qtbot: QtBot) -> None:
    show(values, DATA)

    select_in_tree(values, ("price",))

    values.wait(lambda: marked(values, current=True) == [QRectF(5, 10, 45, 8)])
    assert marked(values, current=False) == []  # the others step back


def test_a_word_in_the_picture_leads_to_its_value(values: WindowBench) -> None:
    values.wait(lambda: picture(values).has_picture)

    picture(values).clicked.emit(QPointF(20, 14))

    assert find(values.window, QTabBar, "AnswerViews").currentIndex() == DATA
    tree = find(values.window, QTreeView, "Data")
    assert tree.currentIndex().data() == "4.00"
    assert marked(values, current=True) == [QRectF(5, 10, 45, 8)]


def test_a_row_of_the_table_leads_to_its_picture(values: WindowBench) -> None:
    show(values, TABLE)
    table = find(values.window, QTableView, "Table")

    table.setCurrentIndex(table.model().index(1, 1))

    current = values.session.workspace.current
    assert current is not None
    assert current.name.endswith("2.png")


def test_lists_have_a_sheet_of_their_own(values: WindowBench) -> None:
    show(values, TABLE)
    sheets = find(values.window, QComboBox, "Sheet")

    assert [sheets.itemText(at) for at in range(sheets.count())] == ["Pictures", "items"]


def test_the_money_in_view_is_added_up(values: WindowBench) -> None:
    show(values, TABLE)
    values.wait(lambda: "price 4.00" in values.text_of("Sums"))

    find(values.window, QLineEdit, "TableFilter").setText("yew")

    values.wait(lambda: values.text_of("Sums").startswith("1 row"))
    assert "price" not in values.text_of("Sums")


def test_cells_are_copied_for_a_spreadsheet(values: WindowBench) -> None:
    show(values, TABLE)
    table = find(values.window, QTableView, "Table")
    table.selectAll()

    values.workbench._answer.table.copy_with_titles.trigger()

    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t") for line in lines] == [
        ["Picture", "shop", "note", "price", "tax"],
        ["1.png", "Oak", "", "4.00", "9.99"],
        ["2.png", "Yew", "", "", ""],
    ]


def test_what_is_typed_into_a_cell_is_kept_and_can_be_undone(values: WindowBench) -> None:
    show(values, TABLE)
    table = find(values.window, QTableView, "Table")
    place = ValuePlace(answers(values)[0], ("tax",))
    undo, redo = values.window.actions_.undo, values.window.actions_.redo

    table.model().setData(table.model().index(0, TAX), "1.00")
    corrected = values.session.review.value_at(place)
    undo.trigger()
    undone = values.session.review.value_at(place)
    redo.trigger()

    assert (corrected, undone) == ("1.00", "9.99")
    assert values.session.review.value_at(place) == "1.00"
    fingerprint = answers(values)[0].sources[0].fingerprint
    values.wait(
        lambda: values.services.history.decided.get(fingerprint, {}).get(("tax",)) is not None
    )
    values.wait(lambda: table.model().index(0, TAX).data() == "1.00")


def test_what_was_decided_earlier_counts_when_the_answer_comes_again(values: WindowBench) -> None:
    place = ValuePlace(answers(values)[0], ("tax",))
    values.session.review.correct(place, "1.00")
    fingerprint = place.answer.sources[0].fingerprint
    values.wait(lambda: ("tax",) in values.services.history.decided.get(fingerprint, {}))

    values.session.extraction.start()
    plan = values.wait_for_run()
    for request in plan.requests:
        data = {"shop": "Oak", "price": "4.00", "tax": "9.99"}
        values.tell_answer(request, "{}", data=data, credits=11)
    values.end_run()

    again = answers(values)[0]
    assert again is not place.answer
    values.wait(
        lambda: (
            values.session.review.review_of(again).assessed.get(("tax",), None) is not None
            and values.session.review.review_of(again).assessed[("tax",)].value == "1.00"
        )
    )


def test_a_review_leads_from_one_value_to_check_to_the_next(values: WindowBench) -> None:
    values.window.actions_.review.trigger()
    first = review_state(values)
    keys(values, Qt.Key.Key_Return)
    second = review_state(values)
    current = values.session.workspace.current
    assert current is not None
    QTest.keyClicks(values.window.focusWidget(), "Elm")
    keys(values, Qt.Key.Key_Return)

    assert first == ("tax · 1.png", "9.99", "2 of 2 to check")
    assert second == ("shop · 2.png", "Yew", "1 of 2 to check")
    assert current.name.endswith("2.png")
    assert review_state(values)[2] == "0 of 2 to check"
    states = [
        values.session.review.review_of(answer).assessed[path].state
        for answer, path in zip(answers(values), (("tax",), ("shop",)), strict=True)
    ]
    assert states == [ValueState.CONFIRMED, ValueState.CORRECTED]


def test_tab_leaves_a_value_for_later_and_shift_tab_goes_back(values: WindowBench) -> None:
    values.window.actions_.review.trigger()

    keys(values, Qt.Key.Key_Tab)
    after_tab = review_state(values)
    keys(values, Qt.Key.Key_Backtab)

    assert after_tab[0] == "shop · 2.png"
    assert review_state(values)[0] == "tax · 1.png"
    assert len(values.session.review.to_check()) == 2


def test_what_was_decided_in_a_review_can_be_taken_back_at_once(values: WindowBench) -> None:
    values.window.actions_.review.trigger()
    keys(values, Qt.Key.Key_Return)

    values.window.actions_.undo.trigger()

    assert review_state(values) == ("tax · 1.png", "9.99", "2 of 2 to check")


def test_escape_ends_a_review(values: WindowBench) -> None:
    values.window.actions_.review.trigger()
    bar = find(values.window, ReviewBar, "ReviewBar")
    was_visible = bar.isVisible()

    keys(values, Qt.Key.Key_Escape)

    assert was_visible
    assert not bar.isVisible()


def test_the_text_in_a_drawn_box_becomes_the_value(values: WindowBench) -> None:
    values.window.actions_.review.trigger()

    picture(values).area_drawn.emit(QRectF(0, 28, 60, 12))

    values.wait(lambda: review_state(values)[1] == "5.00")
    keys(values, Qt.Key.Key_Return)
    place = ValuePlace(answers(values)[0], ("tax",))
    assert values.session.review.value_at(place) == "5.00"


def test_a_box_without_text_is_told(values: WindowBench) -> None:
    values.window.actions_.review.trigger()

    picture(values).area_drawn.emit(QRectF(0, 70, 60, 10))

    values.wait(lambda: values.text_of("StatusText") == "No text was read there.")


def test_a_corrected_value_may_make_the_sum_come_out(values: WindowBench) -> None:
    values.services.readings.pages["3.png"] = page("6.50", "0.65", "7.51")
    values.add("3.png")
    values.session.extraction.start()
    plan = values.wait_for_run()
    data = {"subtotal": "6.50", "tax": "0.65", "total": "7.51"}
    for request in plan.requests:
        values.tell_answer(request, "{}", data=data, credits=11)
    values.end_run()
    answer = answers(values)[-1]
    review = values.session.review
    values.wait(lambda: len(review.review_of(answer).to_check) == 3)

    review.correct(ValuePlace(answer, ("total",)), "7.15")

    assert review.review_of(answer).to_check == ()


def test_the_cell_that_is_looked_at_stays_while_answers_come(values: WindowBench) -> None:
    show(values, TABLE)
    table = find(values.window, QTableView, "Table")
    table.setCurrentIndex(table.model().index(1, 1))
    assert table.currentIndex().data() == "Yew"

    values.add("0.png")
    model = values.session.workspace.model
    values.session.workspace.move([2], 0)
    assert model.rows[0].source.name.endswith("0.png")
    values.session.extraction.start()
    plan = values.wait_for_run()
    values.tell_answer(plan.requests[0], "{}", data={"shop": "Ash"}, credits=11)
    values.wait(lambda: table.model().rowCount() == 3)

    assert (table.currentIndex().row(), table.currentIndex().data()) == (2, "Yew")
    values.end_run()


def test_a_paper_that_is_there_twice_is_marked(values: WindowBench) -> None:
    values.add("3.png", "4.png")
    values.session.extraction.start()
    plan = values.wait_for_run()
    data = {"shop": "Oak", "date": "2024-03-03", "total": "5.00"}
    for request in plan.requests:
        values.tell_answer(request, "{}", data=data, credits=11)
    values.end_run()
    show(values, TABLE)
    model = find(values.window, QTableView, "Table").model()

    values.wait(lambda: model.index(3, 0).data(TreeRole.ASSESSED) is not None)

    marked = [model.index(row, 0).data(TreeRole.ASSESSED) is not None for row in range(4)]
    assert "second picture" in model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert marked[2:] == [True, True]


def test_with_very_many_answers_only_those_looked_at_are_read(
    values: WindowBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_module, "_MOST_WAITING", 0)
    values.add("3.png")
    values.session.workspace.show(values.session.workspace.sources[0].id)
    values.session.extraction.start()
    plan = values.wait_for_run()
    for request in plan.requests:
        values.tell_answer(request, "{}", data={"shop": "Elm"}, credits=11)
    values.end_run()
    third = answers(values)[2]
    review = values.session.review

    assert review.review_of(third).examined is None
    values.session.workspace.show(third.source_ids[0])
    values.wait(lambda: review.review_of(third).examined is not None)

    assert "3.png" in values.services.readings.read_names


def test_a_text_has_no_values(values: WindowBench) -> None:
    values.add("4.png")
    values.session.workspace.show(values.session.workspace.sources[-1].id)
    show(values, DATA)

    assert find(values.window, QLabel, "NoAnswer").isVisible()
