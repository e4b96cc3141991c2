"""The print dialog: sheets seen before they are printed; a printer, a PDF for the print shop, a test of both sides."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.cards.duplex_test import print_duplex_test
from app.cards.imposition import MARGIN, OWN_SIZE, Setup, grids, impose
from app.cards.print_sheets import Pictures, piece_of, print_sheets
from app.errors import UserError

SCREEN_DPI = 48.0  # of the pictures in the preview, a little more than it needs: much more looks ragged
MOST_COPIES = 500


class PrintDialog(QDialog):
    """pdf_asked carries the Setup of a PDF to save; the dialog ends with printed(), once all is sent to the printer."""

    pdf_asked = Signal(object)
    printed = Signal()

    def __init__(
        self, card: Any, renderer: Any, bridge: Any, view: Any, press: Any, parent: QWidget | None = None
    ) -> None:
        """view: has show_sheet(); press: a Press."""
        super().__init__(parent)
        self._card, self._renderer, self._bridge, self._view, self._press = card, renderer, bridge, view, press
        self._piece = piece_of(0, card, renderer)
        self._folded = len(self._piece.front) > 1
        self._drawing: object = None
        self.setWindowTitle(self.tr("In thiệp"))
        self.resize(860, 560)
        self._paper = _combo(self._papers(), self.tr("Khổ giấy"))
        self._copies = QSpinBox(minimum=1, maximum=MOST_COPIES)
        self._copies.setAccessibleName(self.tr("Số bản"))
        self._copies.lineEdit().setTextMargins(8, 0, 0, 0)  # WORKAROUND: style sheets do not reach this margin
        self._per_sheet = _combo({}, self.tr("Mỗi tờ"))
        self._duplex = _combo(self._ways(), self.tr("In hai mặt"))
        self._bleed = QCheckBox(self.tr("Chừa xén 3 mm"), checked=not self._folded)
        self._bleed.setToolTip(self.tr("In lấn ra ngoài nét cắt, để cắt hơi lệch cũng không lộ viền trắng"))
        self._cut = QCheckBox(self.tr("Dấu cắt"), checked=not self._folded)
        self._fold = QCheckBox(self.tr("Dấu gấp"), checked=self._folded)
        self._borderless = QCheckBox(self.tr("Máy in được tràn lề"))
        self._borderless.setToolTip(self.tr("Dùng cả tờ giấy, không chừa lề 4 mm quanh tờ"))
        self._sum, self._small, self._said = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._sum.setProperty("role", "muted")
        self._small.setProperty("role", "warn")
        self._said.hide()
        self._lay_out()
        for box in (self._paper, self._per_sheet, self._duplex):
            box.currentIndexChanged.connect(lambda _row: self._show())
        self._copies.valueChanged.connect(lambda _value: self._show())
        for check in (self._bleed, self._cut, self._fold, self._borderless):
            check.toggled.connect(lambda _on: self._show())
        press.busy.connect(self._busy)
        press.half_done.connect(self._turn_over)
        press.failed.connect(self.fault)
        self.finished.connect(self._leave)
        self._show()

    # Looks

    def _papers(self) -> dict[str, str]:
        return {"a4": "A4", "a5": "A5", "a6": "A6", "letter": "Letter", OWN_SIZE: self.tr("Khổ thiệp (cho tiệm in)")}

    def _ways(self) -> dict[str, str]:
        return {
            "long": self.tr("Máy tự in, lật cạnh dài"),
            "short": self.tr("Máy tự in, lật cạnh ngắn"),
            "tay": self.tr("In mặt 1, tự lật giấy, in mặt 2"),
        }

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._view, 1)
        self._pane = self._choices()
        row.addWidget(self._pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(self._said)
        column.addLayout(self._buttons())

    def _choices(self) -> QFrame:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(12)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows: list[QWidget] = [self._paper, self._copies, self._per_sheet, *([self._duplex] if self._folded else [])]
        for widget in rows:
            label = QLabel(widget.accessibleName())
            label.setBuddy(widget)
            form.addRow(label, widget)
        pane = QFrame()
        pane.setProperty("role", "panel")
        column = QVBoxLayout(pane)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addLayout(form)
        for check in (self._bleed, self._cut, *([self._fold] if self._folded else []), self._borderless):
            column.addWidget(check)
        column.addStretch(1)
        column.addWidget(self._sum)
        column.addWidget(self._small)
        pane.setFixedWidth(22 * self.fontMetrics().averageCharWidth() + 150)
        return pane

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._test = QPushButton(self.tr("In tờ thử hai mặt"))
        self._test.setToolTip(self.tr("Một tờ cho biết máy in lật giấy theo cạnh nào và hai mặt có khớp không"))
        self._test.setVisible(self._folded)
        self._test.clicked.connect(self._print_test)
        cancel = QPushButton(self.tr("Thôi"))
        cancel.clicked.connect(self.reject)
        self._save = QPushButton(self.tr("Lưu PDF để mang ra tiệm in"))
        self._save.clicked.connect(lambda: self.pdf_asked.emit(self.setup()))
        self._print = QPushButton(self.tr("In…"), default=True)
        self._print.setProperty("role", "primary")
        self._print.clicked.connect(self._print_or_go_on)
        row.addWidget(self._test)
        row.addStretch(1)
        for button in (cancel, self._save, self._print):
            row.addWidget(button)
        return row

    # Choices

    def setup(self) -> Setup:
        """What is chosen."""
        way = self._duplex.currentData()
        own = self._paper.currentData() == OWN_SIZE
        return Setup(
            self._paper.currentData(), self._copies.value(), self._per_sheet.currentData() or 0,
            bleed=self._bleed.isChecked(), cut_marks=self._cut.isChecked(),
            fold_marks=self._folded and self._fold.isChecked(), binding="short" if way == "short" else "long",
            margin=0.0 if own or self._borderless.isChecked() else MARGIN,
        )  # fmt: skip

    def _show(self) -> None:
        """Everything as it follows from the choices; the picture comes when it is painted."""
        self._press.forget()
        self._print.setText(self.tr("In…"))
        self._said.hide()
        self._borderless.setEnabled(self._paper.currentData() != OWN_SIZE)
        self._offer_grids()
        setup = self.setup()
        sheets = impose([self._piece], setup)
        count = len(sheets[0].front.placed)
        text = self.tr("{so} tờ giấy, mỗi tờ {thiep} thiệp.").format(so=len(sheets), thiep=count)
        self._sum.setText(text)
        scale = sheets[0].scale
        self._small.setText(self.tr("Thiệp thu nhỏ còn {phan} % để vừa tờ giấy.").format(phan=round(scale * 100)))
        self._small.setVisible(scale < 1)
        self._draw(sheets[0])

    def _offer_grids(self) -> None:
        """How many fit on a sheet, and at what cost."""
        chosen, box = self._per_sheet.currentData() or 0, self._per_sheet
        labels = {0: self.tr("Tự xếp")}
        for count, grid in grids(self._piece, self.setup()).items():
            label = self.tr("{so} thiệp") if grid.scale == 1 else self.tr("{so} thiệp (còn {phan} %)")
            labels[count] = label.format(so=count, phan=round(grid.scale * 100))
        box.blockSignals(True)
        box.clear()
        for count, label in labels.items():
            box.addItem(label, count)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _draw(self, sheet: Any) -> None:
        self._drawing = sheet
        pictures = Pictures([self._card], self._renderer, SCREEN_DPI * self.devicePixelRatioF())
        self._bridge.run(lambda: _painted(pictures, [sheet]), lambda _none: self._drawn(sheet, pictures), self.fault)

    def _drawn(self, sheet: Any, pictures: Pictures) -> None:
        if self._drawing is sheet:
            self._view.show_sheet(sheet, pictures)

    # Printing

    def say(self, text: str, role: str = "muted") -> None:
        """One sentence over the buttons."""
        self._said.setProperty("role", role)
        self._said.style().polish(self._said)
        self._said.setText(text)
        self._said.show()

    def fault(self, fault: Exception) -> None:
        """What went wrong, in a sentence; the choices stay as they are."""
        if not isinstance(fault, UserError):
            raise fault
        self.say(f"{fault.what} {fault.hint}", "error")

    def _busy(self, busy: bool) -> None:
        for widget in (self._pane, self._print, self._save, self._test):
            widget.setEnabled(not busy)
        if busy:
            self.say(self.tr("Đang chuẩn bị bản in…"))

    def _turn_over(self) -> None:
        self._print.setText(self.tr("In mặt 2"))
        self.say(self.tr("Mặt 1 đã gửi tới máy in. Lật giấy qua cạnh dài, cho lại vào khay, rồi bấm “In mặt 2”."))

    def _print_or_go_on(self) -> None:
        if self._press.waits:
            self._print.setText(self.tr("In…"))
            self._press.print_backs()
            return
        setup = self.setup()
        sheets, pictures = impose([self._piece], setup), Pictures([self._card], self._renderer)
        self._press.print(
            lambda printer, sides, pages: print_sheets(printer, sheets, setup.paper, pictures, sides, pages),
            lambda: _painted(pictures, sheets), self._turning(), self._done, self,
        )  # fmt: skip

    def _leave(self) -> None:
        """Nothing that is still being painted may reach a dialog that is gone."""
        self._drawing = None
        self._press.forget()

    def _done(self) -> None:
        self.printed.emit()
        self.accept()

    def _print_test(self) -> None:
        words = {
            "front": self.tr("TỜ THỬ IN HAI MẶT: MẶT 1"), "back": self.tr("MẶT 2"), "top": self.tr("đầu tờ giấy"),
            "look": self.tr("Soi tờ này trước đèn, nhìn từ mặt 1: chữ nào hiện trong vòng tròn?"),
            "long": self.tr("Chữ A: hãy chọn “lật cạnh dài”."), "short": self.tr("Chữ B: hãy chọn “lật cạnh ngắn”."),
            "shift": self.tr("Dấu cộng hai mặt chồng lên nhau là khớp; mỗi vạch lệch là 1 mm."),
        }  # fmt: skip
        paper, fonts = self._paper.currentData(), self._renderer.fonts
        self._press.print(
            lambda printer, sides, _pages: print_duplex_test(printer, paper, fonts, words, sides),
            lambda: None, self._turning(), self._tested, self,
        )  # fmt: skip

    def _tested(self) -> None:
        self.say(self.tr("Đã gửi tờ thử: soi lên đèn rồi chọn cách lật cho đúng."))

    def _turning(self) -> str:
        return self._duplex.currentData() if self._folded else ""


def _painted(pictures: Pictures, sheets: Any) -> None:
    """Paints every picture that the sheets need, for whoever asks next; slow, so on a thread."""
    for sheet in sheets:
        for side in (sheet.front, sheet.back):
            for placed in side.placed if side else ():
                pictures(placed)


def _combo(choices: Mapping[Any, str], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for value, label in choices.items():
        box.addItem(label, value)
    return box
