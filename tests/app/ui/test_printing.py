"""Printing through the dialog: what is chosen is what comes out of the printer, which here writes PDFs."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.cards.card import Card
from app.cards.render import Renderer, make_renderer
from app.paths import assets_dir
from app.ui.bridge import Bridge
from app.ui.main import Program
from app.ui.press import Press, ask_printer
from app.ui.printing import PrintDialog
from app.ui.sheet_view import SheetView
from tests.app.ui.test_accessible import unnamed

PX = 25.4 / 72
A4_LANDSCAPE = pytest.approx((297, 210), abs=0.4)


@pytest.fixture(scope="module")
def renderer(qapp: object) -> Renderer:
    return make_renderer(assets_dir())


class Desktop:
    """Stands in for the desktop's print dialog: sends every job into a PDF of its own, and leaves its mark on the settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.jobs: list[Path] = []
        self.pages: tuple[int, int] | None = None

    def ask(self, printer: QPrinter, _parent: QWidget, then: Callable[[QPrinter], None]) -> None:
        number = len(self.jobs) + 1
        path = self.folder / f"{number}.pdf"
        self.jobs.append(path)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
        if self.pages:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(*self.pages)
        then(printer)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


@pytest.fixture
def dialog(qtbot: QtBot, renderer: Renderer, bridge: Bridge, desktop: Desktop) -> Callable[[str], PrintDialog]:
    def open_it(format: str, printers: tuple[str, ...] = ("Máy in",), *, watched: bool = True) -> PrintDialog:
        card = Card("tet", format, title="Chúc Mừng\nNăm Mới", body="Chúc bà mạnh khỏe.", signature="Lan")
        press = Press(bridge, lambda: list(printers), desktop.ask)
        made = PrintDialog(card, renderer, bridge, SheetView("#888888"), press)
        press.setParent(made)
        if watched:
            qtbot.addWidget(made)
        made.show()
        return made

    return open_it


def press(qtbot: QtBot, dialog: QWidget, text: str) -> None:
    found = next(each for each in dialog.findChildren(QPushButton) if each.text() == text and each.isVisible())
    qtbot.waitUntil(found.isEnabled)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def box(dialog: QWidget, name: str) -> QComboBox | QSpinBox:
    return next(
        each for each in dialog.findChildren(QWidget) if each.accessibleName() == name and not isinstance(each, QLabel)
    )


def choose(dialog: QWidget, name: str, label: str) -> None:
    combo = box(dialog, name)
    assert combo.findText(label) >= 0, [combo.itemText(row) for row in range(combo.count())]
    combo.setCurrentIndex(combo.findText(label))


def said(dialog: QWidget) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def sizes(path: Path) -> list[tuple[float, ...]]:
    return [tuple(float(side) * PX for side in page.mediabox[2:]) for page in PdfReader(path).pages]


def shown(view: SheetView, number: int) -> np.ndarray:
    """The paper as it is seen. (H, W, 3)"""
    image = view.grab(view.papers()[number].toRect()).toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


def test_a_folded_card_is_printed_on_both_sides_of_an_a4_sheet(
    qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop
) -> None:
    made = dialog("gap_a5")
    with qtbot.waitSignal(made.printed, timeout=30_000):
        press(qtbot, made, "In…")
    assert sizes(desktop.jobs[0]) == [A4_LANDSCAPE, A4_LANDSCAPE]
    assert not made.isVisible()


def test_the_paper_is_told_again_after_the_desktops_dialog(
    qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop
) -> None:
    made = dialog("a6")
    choose(made, "Khổ giấy", "A5")
    with qtbot.waitSignal(made.printed, timeout=30_000):
        press(qtbot, made, "In…")
    assert sizes(desktop.jobs[0]) == [pytest.approx((148, 210), abs=0.4)]


@pytest.mark.parametrize(("pages", "left"), [((2, 3), 2), ((4, 9), 1), ((7, 9), 0)])
def test_only_the_pages_that_were_chosen_are_printed(
    qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop, pages: tuple[int, int], left: int
) -> None:
    made = dialog("gap_a5")
    box(made, "Số bản").setValue(2)
    desktop.pages = pages
    press(qtbot, made, "In…")
    qtbot.waitUntil(lambda: not made.isVisible() or "Không có trang nào" in said(made), timeout=30_000)
    assert (len(sizes(desktop.jobs[0])) if desktop.jobs[0].exists() else 0) == left


def test_the_desktops_own_dialog_opens_and_goes_on(qtbot: QtBot) -> None:
    parent, went_on = QWidget(), []
    qtbot.addWidget(parent)
    ask_printer(QPrinter(QPrinter.PrinterMode.HighResolution), parent, went_on.append)
    shown = parent.findChild(QPrintDialog)
    qtbot.waitUntil(shown.isVisible)
    shown.accept()
    assert len(went_on) == 1


def test_by_hand_the_second_side_waits_until_the_paper_is_turned(
    qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop
) -> None:
    made = dialog("gap_a5")
    choose(made, "In hai mặt", "In mặt 1, tự lật giấy, in mặt 2")
    press(qtbot, made, "In…")
    qtbot.waitUntil(lambda: "Lật giấy" in said(made), timeout=30_000)
    front = desktop.jobs[0].read_bytes()
    assert len(sizes(desktop.jobs[0])) == 1
    with qtbot.waitSignal(made.printed, timeout=30_000):
        press(qtbot, made, "In mặt 2")
    assert len(sizes(desktop.jobs[0])) == 1
    assert desktop.jobs[0].read_bytes() != front


def test_another_choice_gives_the_second_side_up(qtbot: QtBot, dialog: Callable[..., PrintDialog]) -> None:
    made = dialog("gap_a5")
    choose(made, "In hai mặt", "In mặt 1, tự lật giấy, in mặt 2")
    press(qtbot, made, "In…")
    qtbot.waitUntil(lambda: "Lật giấy" in said(made), timeout=30_000)
    choose(made, "In hai mặt", "Máy tự in, lật cạnh ngắn")
    assert "In…" in [each.text() for each in made.findChildren(QPushButton) if each.isVisible()]
    assert "Lật giấy" not in said(made)


def test_copies_share_a_sheet_and_what_it_costs_is_said(qtbot: QtBot, dialog: Callable[..., PrintDialog]) -> None:
    made = dialog("a6")
    box(made, "Số bản").setValue(8)
    assert "4 tờ giấy, mỗi tờ 2 thiệp" in said(made) and "%" not in said(made)
    choose(made, "Mỗi tờ", "4 thiệp (còn 88 %)")
    assert "2 tờ giấy, mỗi tờ 4 thiệp" in said(made)
    assert "nhỏ còn 88 %" in said(made)


def test_the_preview_shows_the_sheet(qtbot: QtBot, dialog: Callable[..., PrintDialog]) -> None:
    made = dialog("gap_a5")
    view = made.findChild(SheetView)
    qtbot.waitUntil(lambda: len(view.papers()) == 2, timeout=30_000)
    front, back = shown(view, 0), shown(view, 1)
    middle = front.shape[1] // 2
    assert front[20:-20, 20 : middle - 5].min() > 240  # the back cover is blank
    assert front[40:-40, middle + 20 : -20].mean() < 160
    assert back[40:-40, 20 : middle - 10].mean() < 160  # the words, turned with the paper
    choose(made, "In hai mặt", "Máy tự in, lật cạnh ngắn")
    qtbot.waitUntil(lambda: shown(view, 1)[40:-40, 20 : middle - 10].mean() > 240, timeout=30_000)


def test_without_a_printer_a_pdf_is_offered(qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop) -> None:
    made = dialog("a5", printers=())
    press(qtbot, made, "In…")
    assert "Chưa thấy máy in" in said(made)
    assert desktop.jobs == []
    with qtbot.waitSignal(made.pdf_asked) as asked:
        press(qtbot, made, "Lưu PDF để mang ra tiệm in")
    assert (asked.args[0].paper, asked.args[0].bleed, asked.args[0].cut_marks) == ("a4", True, True)


@pytest.mark.qt_log_ignore(r"^QPainter::begin\(\)")
def test_a_printer_that_takes_nothing_is_one_sentence(
    qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop, tmp_path: Path
) -> None:
    desktop.folder = tmp_path / "khong" / "co"
    made = dialog("a6")
    press(qtbot, made, "In…")
    qtbot.waitUntil(lambda: "không nhận bản in" in said(made), timeout=30_000)
    assert made.isVisible()


def test_the_two_sided_test_is_one_sheet_with_the_letters_where_either_turning_shows_them(
    qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop
) -> None:
    made = dialog("gap_a5")
    press(qtbot, made, "In tờ thử hai mặt")
    qtbot.waitUntil(lambda: "Đã gửi tờ thử" in said(made), timeout=30_000)
    assert sizes(desktop.jobs[0]) == [pytest.approx((210, 297), abs=0.4)] * 2
    assert made.isVisible()


def test_a_dialog_that_is_closed_prints_nothing_any_more(
    qtbot: QtBot, dialog: Callable[..., PrintDialog], desktop: Desktop, bridge: Bridge
) -> None:
    made = dialog("a5", watched=False)
    press(qtbot, made, "In…")
    made.reject()
    made.deleteLater()
    qtbot.waitUntil(lambda: not bridge._jobs, timeout=30_000)
    assert not desktop.jobs[0].exists()


def test_every_control_has_a_name(dialog: Callable[..., PrintDialog]) -> None:
    assert unnamed(dialog("gap_a5")) == []


def test_ctrl_p_opens_it_where_the_card_is_seen(qtbot: QtBot, open_program: Callable[[], Program]) -> None:
    frame = open_program().window.frame
    frame.show_room("viet")
    qtbot.keyClick(frame, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert frame.findChild(PrintDialog) is None
    frame.show_room("chinh")
    qtbot.keyClick(frame, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(frame.findChild(PrintDialog).isVisible)
    frame.findChild(PrintDialog).reject()


def test_flat_cards_ask_nothing_about_two_sides(dialog: Callable[..., PrintDialog]) -> None:
    made = dialog("bao_li_xi")
    texts = said(made) + " ".join(each.text() for each in made.findChildren(QPushButton) if each.isVisible())
    assert "hai mặt" not in texts


def test_the_menu_of_the_card_opens_it_and_the_pdf_is_written(
    qtbot: QtBot, open_program: Callable[[], Program], tmp_path: Path
) -> None:
    program = open_program()
    window = program.window
    window.exports._ask = lambda *_: str(tmp_path / "in.pdf")
    actions = [each for menu in window.cards.panel.findChildren(QMenu) for each in menu.findChildren(QAction)]
    next(each for each in actions if each.text().startswith("In…")).trigger()
    made = window.frame.findChild(PrintDialog)
    qtbot.waitUntil(made.isVisible)
    press(qtbot, made, "Lưu PDF để mang ra tiệm in")
    with qtbot.waitSignal(window.exports.done, timeout=30_000):
        pass
    assert sizes(tmp_path / "in.pdf") == [pytest.approx((210, 297), abs=0.4)]
    assert not made.isVisible()
