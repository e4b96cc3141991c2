"""What a person does on the card in the editor's tests, and the pictures they bring."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.cards.frames import bounds
from app.cards.items import Frame, Photo
from app.ui.main import Program

NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """What a person does on the card."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program = qtbot, program
        self.window = program.window
        self.editing, self.middle = self.window.editor.editing, self.window.editor.middle
        self.canvas, self.design = self.middle.canvas, self.window.cards.design

    def point(self, x: float, y: float) -> QPoint:
        """Where a point of the card's first page is on the canvas."""
        return (self.canvas._origin(0) + QPointF(x, y) * self.canvas._unit).toPoint()

    def middle_of(self, key: int | str) -> QPoint:
        frame = next(f for i, f in self.editing.everything() if f and self.editing.key(i) == key)
        return self.point(bounds(frame).center().x(), bounds(frame).center().y())

    def drag(self, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.canvas, Qt.MouseButton.LeftButton, modifier, start)
        for step in range(1, 6):
            where = start + (end - start) * step / 5
            self.qtbot.mouseMove(self.canvas, where)
            self._moved(where, modifier)
        QTest.mouseRelease(self.canvas, Qt.MouseButton.LeftButton, modifier, end)

    def _moved(self, where: QPoint, modifier: Qt.KeyboardModifier) -> None:
        """The offscreen platform sends no moves while a button is down."""
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(where), QPointF(self.canvas.mapToGlobal(where)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, modifier,
        )  # fmt: skip
        QGuiApplication.sendEvent(self.canvas, event)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        self.canvas.setFocus()
        for _ in range(times):
            self.qtbot.keyClick(self.canvas, key, modifier)

    def frame(self, key: int | str) -> Frame:
        return next(f for i, f in self.editing.everything() if f and self.editing.key(i) == key)

    def undo(self) -> None:
        self.design.undo_stack.undo()


def jpeg(tmp_path: Path, size: tuple[int, int] = (400, 300), color: str = "#3366cc") -> Path:
    path = tmp_path / "anh.jpg"
    Image.new("RGB", size, color).save(path)
    return path


def bring(hand: Hand, path: Path) -> Photo:
    before = len(hand.design.card.items)
    hand.window.editor.photos.bring_files([path])
    hand.qtbot.waitUntil(lambda: len(hand.design.card.items) > before, timeout=10_000)
    photo = hand.design.card.items[-1]
    assert isinstance(photo, Photo)
    return photo
