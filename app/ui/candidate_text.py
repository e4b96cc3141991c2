"""The text of one candidate: it grows with its content, is edited with undo, and carries underlined findings with their remedies."""

from collections.abc import Sequence
from html import escape
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextEdit, QToolTip, QWidget

MOST = 20_000  # letters that can be pasted: more is a slip of the clipboard, and would hold the window up


class Finding(Protocol):
    """What the checker says of text[start:end]."""

    start: int
    end: int
    reason: str
    severity: str
    repair: str | None


def as_tip(text: str) -> str:
    """A tool tip that wraps and shows the text as it is, tags and all."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>") if text else ""


class CandidateText(QTextEdit):
    """Plain text that grows with its content; findings are underlined and explained on hover."""

    entered = Signal()
    ignored = Signal()  # a finding was waved away, or is back

    def __init__(self, error: str, warn: str, parent: QWidget | None = None) -> None:
        """error, warn: colours of the underline as "#rrggbb"."""
        super().__init__(parent)
        self._colours = {"loi": error, "nhac": warn}
        self._findings: Sequence[Finding] = ()
        self._ignored: list[tuple[str, int]] = []  # reasons waved away, each with the edits that could be undone then
        self.setProperty("role", "words")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def show_findings(self, findings: Sequence[Finding]) -> list[Finding]:
        """Underline each finding that has a place; returns them without those that were waved away."""
        away = {reason for reason, _ in self._ignored}
        self._findings = findings = [finding for finding in findings if finding.reason not in away]
        marks = []
        for finding in findings:
            if finding.end > finding.start:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = self._over(finding)
                mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                mark.format.setUnderlineColor(QColor(self._colours[finding.severity]))
                marks.append(mark)
        self.setExtraSelections(marks)
        return findings

    def findings_at(self, place: QPoint) -> list[Finding]:
        """The findings under a point of the viewport."""
        at, marked = self.cursorForPosition(place).position(), [each for each in self._findings if each.end > each.start]
        return [each for each in marked if (over := self._over(each)).anchor() <= at <= over.position()]

    def remedies(self, place: QPoint) -> QMenu | None:
        """What can be done about the findings under a point: mend them, or wave them away."""
        menu = QMenu(self)
        for finding in self.findings_at(place):
            menu.addAction(finding.reason.replace("&", "&&")).setEnabled(False)
            if finding.repair:
                said = self.tr("Sửa thành “{words}”").format(words=finding.repair.strip()).replace("&", "&&")
                menu.addAction(said, lambda finding=finding: self._mend(finding))
            menu.addAction(self.tr("Bỏ qua"), lambda finding=finding: self._ignore(finding))
        return None if menu.isEmpty() else menu

    def _ignore(self, finding: Finding) -> None:
        self._ignored.append((finding.reason, self.document().availableUndoSteps()))
        self.ignored.emit()

    def begin_anew(self) -> None:
        """Another text will stand here: nothing of it was waved away yet."""
        self._ignored.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Undo brings back a finding that was waved away, if that was the last thing done."""
        last = self._ignored[-1][1] if self._ignored else -1
        if event.matches(QKeySequence.StandardKey.Undo) and last == self.document().availableUndoSteps():
            self._ignored.pop()
            self.ignored.emit()
        else:
            super().keyPressEvent(event)

    def _mend(self, finding: Finding) -> None:
        self._over(finding).insertText(finding.repair or "")

    def _over(self, finding: Finding) -> QTextCursor:
        """The finding's letters, selected. Qt counts in UTF-16, where an emoji is two."""
        cursor, text = QTextCursor(self.document()), self.toPlainText()
        for at, mode in ((finding.start, QTextCursor.MoveMode.MoveAnchor), (finding.end, QTextCursor.MoveMode.KeepAnchor)):
            cursor.setPosition(len(text[:at].encode("utf-16-le")) // 2, mode)
        return cursor

    def replace_undoably(self, before: str, after: str) -> None:
        """Set `after` so that one undo brings `before` back; nothing is not worth going back to."""
        self.setUndoRedoEnabled(False)
        self.setPlainText(before or after)
        self.setUndoRedoEnabled(True)
        if not before:
            self.moveCursor(QTextCursor.MoveOperation.End)
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(after)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 (Qt's name)
        """Plain text, and no more of it than a letter can hold."""
        room = MOST - self.document().characterCount() + len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, room)])

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Explain a finding where the mouse rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            reasons = "\n".join(finding.reason for finding in self.findings_at(event.pos()))
            QToolTip.showText(event.globalPos(), as_tip(reasons), self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click into the text chooses the candidate; Tab only passes by."""
        super().mousePressEvent(event)
        self.entered.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A plain click on a finding offers its remedies."""
        super().mouseReleaseEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        if plain and not self.isReadOnly() and (menu := self.remedies(event.position().toPoint())):
            menu.popup(event.globalPosition().toPoint())

    def wheelEvent(self, event: object) -> None:  # noqa: N802 (Qt's name)
        """The list scrolls, not the text: all of it is shown."""
        event.ignore()

    def _fit(self) -> None:
        least = self.fontMetrics().lineSpacing() * 2
        self.setFixedHeight(int(max(least, self.document().size().height()) + 10))
