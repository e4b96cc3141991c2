"""A candidate arrives, is edited with undo, shows its findings, and can be chosen, varied and copied."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.candidate import CandidateView, split_subject
from app.ui.candidate_text import CandidateText, as_tip
from app.ui.candidates import Candidates
from app.ui.chips import FlowLayout
from app.ui.icons import Icons
from app.ui.remarks import Remarks
from app.ui.theme import LIGHT
from app.writing.check import Finding


@pytest.fixture
def view(qtbot: QtBot, icons: Icons) -> CandidateView:
    made = CandidateView(1, icons, FlowLayout, CandidateText(LIGHT.error, LIGHT.warn), Remarks())
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def button(view: CandidateView, name: str) -> QPushButton | QToolButton:
    buttons = [*view.findChildren(QPushButton), *view.findChildren(QToolButton)]
    return next(each for each in buttons if each.accessibleName().endswith(name))


def test_a_text_streams_in_and_is_not_an_edit(qtbot: QtBot, view: CandidateView) -> None:
    with qtbot.assertNotEmitted(view.edited):
        view.begin()
        assert view.text.isReadOnly()
        for piece in ("Cháu chúc ", "bà ", "mạnh khỏe."):
            view.add(piece)
        view.finish("Cháu chúc bà mạnh khỏe.", "model", "Mầm")
    assert view.value() == "Cháu chúc bà mạnh khỏe."
    assert not view.text.isReadOnly()


def test_edits_are_told_and_undone(qtbot: QtBot, view: CandidateView, ime: Callable[..., None]) -> None:
    view.finish("Chúc bà khỏe.", "model", "Mầm")
    with qtbot.waitSignal(view.edited) as told:
        ime(view.text, " Ạ")
    assert told.args == ["Chúc bà khỏe. Ạ"]
    view.text.undo()
    assert view.value() == "Chúc bà khỏe."
    view.text.redo()
    assert view.value() == "Chúc bà khỏe. Ạ"


def test_undo_brings_back_the_text_before_it_was_written_again(view: CandidateView) -> None:
    view.finish("Bản đầu.", "model", "Mầm")
    view.begin()
    view.add("Bản hai.")
    view.finish("Bản hai.", "model", "Mầm")
    view.text.undo()
    assert view.value() == "Bản đầu."


def test_stopping_keeps_what_came_or_what_was_there(view: CandidateView) -> None:
    view.begin()
    view.add("Cháu chúc")
    view.stop()
    assert view.value() == "Cháu chúc"
    view.begin()
    view.stop()
    assert view.value() == "Cháu chúc"
    assert not view.text.isReadOnly()


def test_a_finding_is_underlined_and_explained(view: CandidateView) -> None:
    view.finish("Mình chúc bà khỏe.", "model", "Mầm")
    view.show_findings([Finding("xung_ho", 0, 4, "“mình” không thuộc cặp xưng hô.", "loi")])
    (mark,) = view.text.extraSelections()
    assert mark.cursor.selectedText() == "Mình"
    assert mark.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    start = view.text.cursorRect(QTextCursor(view.text.document())).center()
    assert [found.reason for found in view.text.findings_at(start)] == ["“mình” không thuộc cặp xưng hô."]
    assert view.text.findings_at(start + QPoint(120, 0)) == []
    assert any("không thuộc" in label.text() and label.isVisible() for label in view.findChildren(QLabel))


def test_a_library_text_says_so_and_is_not_varied(view: CandidateView) -> None:
    view.finish("Chúc mừng năm mới.", "library", "")
    assert any(label.text() == "từ kho lời chúc" for label in view.findChildren(QLabel))
    assert not button(view, "Ngắn hơn").isVisible()


@pytest.mark.parametrize(("name", "how"), [("Ngắn hơn", "ngan_hon"), ("Trang trọng hơn", "trang_trong_hon")])
def test_a_quick_action_asks_for_a_variation(qtbot: QtBot, view: CandidateView, name: str, how: str) -> None:
    view.finish("Chúc bà khỏe.", "model", "Mầm")
    with qtbot.waitSignal(view.varied) as asked:
        qtbot.mouseClick(button(view, name), Qt.MouseButton.LeftButton)
    assert asked.args == [how]


def test_subject_and_body_are_copied_apart(qtbot: QtBot, view: CandidateView) -> None:
    view.show_subject(True)
    view.finish("Tiêu đề: Xin nghỉ phép\n\nChị Hà ơi,\nem xin nghỉ.", "model", "Mầm")
    for name, text in (("Chép tiêu đề", "Xin nghỉ phép"), ("Chép nội dung", "Chị Hà ơi,\nem xin nghỉ.")):
        with qtbot.waitSignal(view.copied) as copied:
            qtbot.mouseClick(button(view, name), Qt.MouseButton.LeftButton)
        assert copied.args == [text]


def test_a_text_without_subject_is_all_body() -> None:
    assert split_subject("Xin chào.") == ("", "Xin chào.")


def test_a_candidate_is_as_high_as_its_text(qtbot: QtBot, view: CandidateView) -> None:
    view.finish("Chúc bà khỏe. " * 60, "model", "Mầm")
    assert view.text.document().size().height() <= view.text.height()
    assert not view.text.verticalScrollBar().isVisible()


@pytest.fixture
def candidates(qtbot: QtBot, icons: Icons) -> Candidates:
    def make(number: int) -> CandidateView:
        return CandidateView(number, icons, FlowLayout, CandidateText(LIGHT.error, LIGHT.warn), Remarks())

    made = Candidates("Gợi ý", "Chưa có gì.", make, icons)
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    return made


def test_best_first_and_chosen_once(qtbot: QtBot, candidates: Candidates) -> None:
    for slot in range(3):
        candidates.view(slot).finish(f"Bài {slot}.", "model", "Mầm")
    candidates.order([2, 0, 1])
    assert candidates.slots() == [2, 0, 1]
    with qtbot.waitSignal(candidates.chosen) as chosen:
        candidates.choose_place(0)
    assert chosen.args == [2] and candidates.chosen_slot == 2
    with qtbot.waitSignal(candidates.chosen):
        qtbot.mouseClick(candidates.view(1).text.viewport(), Qt.MouseButton.LeftButton)
    assert [candidates.view(slot).property("chosen") for slot in (0, 1, 2)] == ["false", "true", "false"]


def test_alt_and_a_number_choose(qtbot: QtBot, candidates: Candidates) -> None:
    for slot in range(2):
        candidates.view(slot).finish(f"Bài {slot}.", "model", "Mầm")
    with qtbot.waitActive(candidates):
        candidates.activateWindow()
    with qtbot.waitSignal(candidates.chosen) as chosen:
        qtbot.keyClick(candidates, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert chosen.args == [1]


def test_slots_that_are_gone_lose_their_choice(candidates: Candidates) -> None:
    for slot in range(4):
        candidates.view(slot).finish(f"Bài {slot}.", "model", "Mầm")
    candidates.choose(3)
    candidates.keep_only([0, 1])
    assert candidates.slots() == [0, 1] and candidates.chosen_slot == -1


def test_escape_stops(qtbot: QtBot, candidates: Candidates) -> None:
    candidates.set_writing(True, "Đang viết…")
    with qtbot.waitSignal(candidates.stopped):
        qtbot.keyClick(candidates, Qt.Key.Key_Escape)


def test_there_is_nothing_before_the_first_text(view: CandidateView) -> None:
    view.begin()
    view.finish("Chúc bà khỏe.", "model", "Mầm")
    view.text.undo()
    assert view.value() == "Chúc bà khỏe."


def test_remarks_quote_what_was_typed_as_it_is(view: CandidateView) -> None:
    view.finish("Chúc bà khỏe.", "model", "Mầm")
    view.show_findings([Finding("thieu_chi_tiet", 0, 0, "Chưa nhắc đến “<b>bà</b>”.", "loi")])
    (label,) = [each for each in view.findChildren(QLabel) if "Chưa nhắc" in each.text()]
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert as_tip("<b>bà</b> & cháu\nhai") == "<p>&lt;b&gt;bà&lt;/b&gt; &amp; cháu<br>hai</p>"


def remarks(view: CandidateView, role: str) -> str:
    """The remarks that are seen in the colour of a role."""
    return " ".join(each.text() for each in view.findChildren(QLabel) if each.property("role") == role and each.isVisible())


def test_many_long_remarks_are_said_in_short_and_unfold_by_a_click(qtbot: QtBot, view: CandidateView) -> None:
    view.finish("Chúc bà khỏe.", "model", "Mầm")
    reasons = [f"Chưa nhắc đến “chi tiết số {n} {'dài ' * 40}”." for n in range(9)]
    view.show_findings([Finding("thieu_chi_tiet", 0, 0, reason, "loi") for reason in [*reasons, reasons[0]]])
    assert len(remarks(view, "error")) < 300
    qtbot.mouseClick(button(view, "Và 5 điều nữa"), Qt.MouseButton.LeftButton)
    assert all(reason in remarks(view, "error") for reason in reasons)
    qtbot.mouseClick(button(view, "Thu gọn"), Qt.MouseButton.LeftButton)
    assert len(remarks(view, "error")) < 300


def test_a_hint_beside_a_fault_is_not_red(view: CandidateView) -> None:
    view.finish("Mình chúc bà khỏe re.", "model", "Mầm")
    view.show_findings([Finding("xung_ho", 0, 4, "“Mình” không hợp.", "loi"), Finding("chinh_ta", 18, 20, "“re” hơi suồng sã.", "nhac")])
    assert (remarks(view, "error"), remarks(view, "warn")) == ("“Mình” không hợp.", "“re” hơi suồng sã.")
    view.show_findings([Finding("chinh_ta", 18, 20, "“re” hơi suồng sã.", "nhac")])
    assert remarks(view, "error") == ""


def test_another_request_in_the_middle_gives_the_former_text_back(view: CandidateView) -> None:
    view.finish("Bản đầu.", "model", "Mầm")
    view.begin()
    view.add("Bản h")
    assert view.give_back()
    assert view.value() == "Bản đầu." and not view.text.isReadOnly()
    assert any(label.text() == "Mầm" for label in view.findChildren(QLabel))
    assert not view.give_back()


def test_tab_follows_the_order_shown(candidates: Candidates) -> None:
    for slot in range(3):
        candidates.view(slot).finish(f"Bài {slot}.", "model", "Mầm")
    candidates.order([2, 0, 1])
    texts = [candidates.view(slot).text for slot in candidates.slots()]
    here, met = candidates.nextInFocusChain(), []
    while here is not candidates:
        met += [here] if here in texts else []
        here = here.nextInFocusChain()
    assert met == texts


def test_what_is_pasted_is_plain_and_has_an_end(view: CandidateView) -> None:
    view.finish("Chúc bà khỏe. ", "model", "Mầm")
    mime = QMimeData()
    mime.setHtml("<b>đậm</b>")
    mime.setText("đậm\nhai " * 10_000)
    view.text.insertFromMimeData(mime)
    assert view.value().startswith("Chúc bà khỏe. đậm\nhai")
    assert len(view.value()) <= 20_000


def remedies(view: CandidateView, place: int) -> dict[str, Callable[[], None]]:
    cursor = QTextCursor(view.text.document())
    cursor.setPosition(place)
    menu = view.text.remedies(view.text.cursorRect(cursor).center())
    return {} if menu is None else {action.text(): action.trigger for action in menu.actions() if action.isEnabled()}


def test_emoji_before_a_finding_move_neither_its_mark_nor_its_mending(view: CandidateView) -> None:
    text = "🎉🎂 Năm Bính Ngọ đến rồi!"
    view.finish(text, "model", "Mầm")
    at = text.index("Bính Ngọ")
    finding = Finding("sai_nam", at, at + 8, "Tết 2027 là năm Đinh Mùi.", "loi", "Đinh Mùi")
    view.show_findings([finding])
    assert [mark.cursor.selectedText() for mark in view.text.extraSelections()] == ["Bính Ngọ"]
    view.text._mend(finding)
    assert view.value() == "🎉🎂 Năm Đinh Mùi đến rồi!"


def test_one_click_on_a_finding_mends_it_and_undo_takes_that_back(view: CandidateView) -> None:
    view.finish("Năm Bính Ngọ, chúc bà khỏe.", "model", "Mầm")
    view.show_findings([Finding("sai_nam", 4, 12, "Tết 2027 là năm Đinh Mùi.", "loi", "Đinh Mùi")])
    remedies(view, 6)["Sửa thành “Đinh Mùi”"]()
    assert view.value() == "Năm Đinh Mùi, chúc bà khỏe."
    view.text.undo()
    assert view.value() == "Năm Bính Ngọ, chúc bà khỏe."


def test_a_finding_that_is_waved_away_stays_away(view: CandidateView) -> None:
    view.finish("Chúc bà khỏe re.", "model", "Mầm")
    finding = Finding("chinh_ta", 13, 15, "“re” không phải âm tiết.", "nhac")
    view.show_findings([finding])
    assert list(remedies(view, 14)) == ["Bỏ qua"]
    remedies(view, 14)["Bỏ qua"]()
    assert remedies(view, 14) == {}
    view.show_findings([finding])  # checked again after another edit
    assert remedies(view, 14) == {}


def test_undo_brings_back_what_was_waved_away_and_edits_first(
    qtbot: QtBot, view: CandidateView, ime: Callable[..., None]
) -> None:
    view.finish("Chúc bà khỏe re.", "model", "Mầm")
    view.show_findings([Finding("chinh_ta", 13, 15, "“re” không phải âm tiết.", "nhac")])
    remedies(view, 14)["Bỏ qua"]()
    assert remarks(view, "warn") == ""
    ime(view.text, "Dạ, ")
    qtbot.keySequence(view.text, QKeySequence(QKeySequence.StandardKey.Undo))
    assert view.value() == "Chúc bà khỏe re." and remarks(view, "warn") == ""
    qtbot.keySequence(view.text, QKeySequence(QKeySequence.StandardKey.Undo))
    assert remarks(view, "warn") == "“re” không phải âm tiết."
