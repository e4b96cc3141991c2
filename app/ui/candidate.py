"""One candidate: a text that arrives, is edited with undo, carries underlined findings, and can be chosen."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

SUBJECT = "Tiêu đề:"


def split_subject(text: str) -> tuple[str, str]:
    """Subject and body of an e-mail's text; the subject is "" when there is none."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith(SUBJECT.lower()):
        return first.strip()[len(SUBJECT) :].strip(), rest.strip()
    return "", text.strip()


class _Badge(QLabel):
    """A few words that give way, with an ellipsis, where the window is narrow."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self._said = ""

    def say(self, text: str) -> None:
        """Show these words."""
        self._said = text
        self.setAccessibleName(text)
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        hint, metrics = super().sizeHint(), self.fontMetrics()
        beside = hint.width() - metrics.horizontalAdvance(self.text())
        return QSize(metrics.horizontalAdvance(self._said) + beside, hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(min(64, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        lacking, metrics = self.sizeHint().width() - self.width(), self.fontMetrics()
        room = metrics.horizontalAdvance(self._said) - lacking
        self.setText(metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, room) if lacking > 0 else self._said)


class CandidateView(QFrame):
    """The text with its header (choose, source, copy), its findings and its quick actions."""

    chosen = Signal()
    edited = Signal(str)
    varied = Signal(str)  # ngan_hon dai_hon am_hon trang_trong_hon
    copied = Signal(str)  # the text to put on the clipboard

    def __init__(
        self, number: int, icons: Any, flow: Callable[[QWidget], Any], text: Any, remarks: Any, parent: QWidget | None = None
    ) -> None:
        """flow: makes a layout that wraps; text: a CandidateText; remarks: what is said of it, under it."""
        super().__init__(parent)
        self.setProperty("role", "candidate")
        self._icons = icons
        self._number = number
        self._updating = False
        self._kept = ""  # the text before it is written again
        self._by = ("model", "")  # who wrote it
        self._choose = QPushButton(checkable=True)
        self._choose.setProperty("role", "quiet")
        self._choose.clicked.connect(self._clicked_choose)
        self._badge = _Badge()
        self._badge.setProperty("role", "badge")
        self.text, self.remarks = text, remarks
        self.text.setAccessibleName(self.tr("Gợi ý {n}").format(n=number))
        self.text.textChanged.connect(self._changed)
        self.text.entered.connect(self.chosen)
        self.text.ignored.connect(lambda: self.show_findings(self._findings))
        self._findings: Sequence[Any] = ()
        self._copies = [
            self._tool("copy", self.tr("Sao chép"), self.value),
            self._tool("", self.tr("Chép tiêu đề"), lambda: split_subject(self.value())[0]),
            self._tool("", self.tr("Chép nội dung"), lambda: split_subject(self.value())[1]),
        ]
        self._quick = QWidget()
        quick = flow(self._quick)
        self._varying: list[QPushButton] = []
        for how, label in (
            ("ngan_hon", self.tr("Ngắn hơn")),
            ("dai_hon", self.tr("Dài hơn")),
            ("am_hon", self.tr("Ấm hơn")),
            ("trang_trong_hon", self.tr("Trang trọng hơn")),
        ):
            button = QPushButton(label)
            button.setProperty("role", "quiet")
            button.setAccessibleName(self.tr("Gợi ý {n}: {how}").format(n=number, how=label))
            button.clicked.connect(lambda _on=False, how=how: self.varied.emit(how))
            quick.addWidget(button)
            self._varying.append(button)
        head = QHBoxLayout(spacing=4)
        head.addWidget(self._choose)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        for tool in self._copies:
            head.addWidget(tool)
        column = QVBoxLayout(self, spacing=4)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(head)
        for widget in (self.text, self.remarks, self._quick):
            column.addWidget(widget)
        self.set_chosen(False)
        self.show_subject(False)
        self.show_findings(())

    def _tool(self, icon: str, label: str, text: object) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("role", "quiet")
        tool.setText("" if icon else label)
        tool.setIcon(self._icons.get(icon))
        tool.setToolTip(label)
        tool.setAccessibleName(self.tr("Gợi ý {n}: {how}").format(n=self._number, how=label))
        tool.clicked.connect(lambda: self.copied.emit(text()))
        return tool

    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        return [self._choose, *self._copies, self.text, self.remarks.fold, *self._varying]

    def value(self) -> str:
        """The text as it stands."""
        return self.text.toPlainText().strip()

    def lasting(self) -> str:
        """What is worth keeping: the text, or the one that is being replaced for as long as the new one is not whole."""
        return self._kept or self.value()

    def begin(self) -> None:
        """The text will arrive anew; what stood here comes back with undo."""
        if not self.text.isReadOnly():
            self._kept = self.value()
        self._quietly(self.text.setUndoRedoEnabled, False)
        self._quietly(self.text.clear)
        self.text.setReadOnly(True)
        self.show_findings(())
        self._show_badge(self.tr("đang viết…"))
        self._set_busy(True)

    def add(self, text: str) -> None:
        """More of the text arrived."""
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._quietly(cursor.insertText, text)

    def restart(self, reason: str) -> None:
        """It failed its checks and is written again."""
        self._quietly(self.text.clear)
        self._show_badge(self.tr("đang viết lại…"))
        self.remarks.say([], [reason])

    def finish(self, text: str, source: str, model: str) -> None:
        """The text is whole and belongs to the person now."""
        library = source == "library"
        self._by = source, model
        self.text.begin_anew()
        self._quietly(self.text.replace_undoably, self._kept, text)
        self._kept = ""
        self.text.setReadOnly(False)
        self._show_badge(self.tr("từ kho lời chúc") if library else (model or self.tr("Mầm")), source)
        self._set_busy(False)
        self._quick.setVisible(not library)

    def stop(self) -> None:
        """Writing was stopped: keep what came, or what stood here before."""
        if self.text.isReadOnly():
            came, before = self.value(), self._kept
            self.finish(came or before, "model", self.tr("đã dừng"))

    def give_back(self) -> bool:
        """Another request came before this one was done: what stood here, if anything, stands again."""
        before, self._kept = self._kept, ""
        if self.text.isReadOnly() and before:
            self.finish(before, *self._by)
        return bool(before)

    def show_findings(self, findings: Sequence[Any]) -> None:
        """Underline the findings and say them in a few lines, but for those that were waved away."""
        self._findings, shown = findings, self.text.show_findings(findings)
        faults = [finding.reason for finding in shown if finding.severity == "loi"]
        self.remarks.say(faults, [finding.reason for finding in shown if finding.severity != "loi"])

    def show_subject(self, shown: bool) -> None:
        """Offer subject and body apart (e-mails) or only the whole text."""
        self._copies[1].setVisible(shown)
        self._copies[2].setVisible(shown)

    def set_chosen(self, chosen: bool) -> None:
        """Mark it as the one on the card."""
        self.setProperty("chosen", "true" if chosen else "false")
        self._choose.setChecked(chosen)
        said = self.tr("Đã chọn") if chosen else self.tr("Chọn")
        self._choose.setText(f" {said}")
        self._choose.setIcon(self._icons.get("check-circle-fill" if chosen else "circle"))
        self._choose.setAccessibleName(f"{self.text.accessibleName()}: {said}")
        self._repolish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Clicking anywhere on the candidate chooses it."""
        super().mousePressEvent(event)
        self.chosen.emit()

    def _clicked_choose(self) -> None:
        self._choose.setChecked(self.property("chosen") == "true")
        self.chosen.emit()

    def _changed(self) -> None:
        if not self._updating:
            self.edited.emit(self.value())

    def _quietly(self, call: object, *values: object) -> None:
        """Change the text without saying that the person did."""
        self._updating = True
        call(*values)
        self._updating = False

    def _set_busy(self, busy: bool) -> None:
        for widget in (self._choose, self._quick, *self._copies):
            widget.setEnabled(not busy)

    def _show_badge(self, text: str, kind: str = "") -> None:
        self._badge.say(text)
        self._badge.setProperty("kind", kind)
        self._repolish(self._badge)

    @staticmethod
    def _repolish(widget: QWidget) -> None:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
