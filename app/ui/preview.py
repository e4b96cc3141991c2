"""The live card: text is painted at once, the art under it is made on a thread and then kept."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

KEPT = 24
SHARPEST = 2.5  # pixels a unit that are painted; beyond, the picture is enlarged
ZOOMS = 1.0, 8.0  # times the size at which the whole card is seen
WORDS = ("title", "kicker", "opening", "body", "signature")


class Preview(QWidget):
    """Paints design.card with the renderer that also exports it, at the screen's own resolution."""

    fitted = Signal(bool)  # whether all of the text found room
    view_changed = Signal()
    painted = Signal()  # the art behind the present design is there

    def __init__(self, design: Any, renderer: Any, bridge: Any, line: str, parent: QWidget | None = None) -> None:
        """line: the colour of the frame as "#rrggbb"."""
        super().__init__(parent)
        self._design, self._renderer, self._bridge = design, renderer, bridge
        self._line = QColor(line)
        self._making: object = None
        self._kept: dict[tuple[object, ...], None] = {}  # what the renderer has in its cache, oldest first
        self._shown = QPixmap()
        self._shown_as: object = None
        self._shown_template = design.card.template
        self._zoom, self._shift = 1.0, QPointF()
        self._stand_in: Callable[[str], QImage | None] = lambda _template: None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)  # 768 pixels at 125 % leave the window 560 of its own
        self.setAccessibleName(self.tr("Thiệp xem trước"))
        design.changed.connect(self._changed)
        self._changed()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(360, 450)

    def card_rect(self) -> QRect:
        """Where the card stands in the widget, in its own pixels."""
        width, height = self._renderer.size(self._design.card)
        room = self.rect().marginsRemoved(self.contentsMargins()).adjusted(1, 1, -1, -1)  # its frame stands round it
        factor = min(room.width() / width, room.height() / height) * self._zoom
        shown = int(width * factor)
        rect = QRect(0, 0, shown, round(height * (shown / width)))  # as tall as the painted picture: no row is stretched
        rect.moveCenter(room.center() + self._shift.toPoint())
        return rect

    @property
    def zoom(self) -> float:
        """1 shows the whole card."""
        return self._zoom

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Nearer or farther; what lies at `about` (the middle) stays where it is on the screen."""
        zoom = min(ZOOMS[1], max(ZOOMS[0], zoom))
        middle = QPointF(self.rect().center())
        about = middle if about is None else about
        self._shift = about - middle - (about - middle - self._shift) * (zoom / self._zoom)
        self._zoom = zoom
        self._hold()

    def pan(self, by: QPointF) -> None:
        """Move the card under the window, never out of sight."""
        self._shift += by
        self._hold()

    def _hold(self) -> None:
        if self._zoom == 1.0:
            self._shift = QPointF()
        rect = self.card_rect()
        wide, tall = (rect.width() + self.width()) / 2 - 80, (rect.height() + self.height()) / 2 - 80
        self._shift = QPointF(max(-wide, min(wide, self._shift.x())), max(-tall, min(tall, self._shift.y())))
        self.update()
        self.view_changed.emit()

    def _scale(self) -> float:
        scale = round(self.card_rect().width() * self.devicePixelRatioF()) / self._renderer.size(self._design.card)[0]
        return min(scale, max(SHARPEST, scale / self._zoom))

    def set_stand_in(self, find: Callable[[str], QImage | None]) -> None:
        """find: a design's small picture, shown while its card is being painted for the first time."""
        self._stand_in = find

    def _changed(self) -> None:
        card = self._design.card
        self.setAccessibleDescription("\n".join(filter(None, (getattr(card, word) for word in WORDS))))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """The card, or the one before it while new art is being made."""
        self._refresh()
        rect = self.card_rect()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setPen(QPen(self._line, 1))
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            if not self._shown.isNull():
                painter.drawPixmap(rect, self._shown)
            else:
                painter.setPen(self.palette().placeholderText().color())
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tr("Đang vẽ thiệp…"))

    def _refresh(self) -> None:
        card, scale = self._design.card, self._scale()
        if (card, scale) == self._shown_as:
            return
        if self._still(card, scale) not in self._kept:
            if card.template != self._shown_template or self._shown.isNull():
                self._show_stand_in(card.template)
            self._make(card, scale)
            return
        self._shown_template = card.template
        self._shown = QPixmap.fromImage(self._renderer.image(card, scale))
        self._shown_as = card, scale
        self.fitted.emit(not self._renderer.too_small(card))

    def _show_stand_in(self, template: str) -> None:
        self._shown_template, image = template, self._stand_in(template)
        if image is None:
            return
        size = self.card_rect().size()
        grown = image.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        inner = QRect(0, 0, size.width(), size.height())
        inner.moveCenter(grown.rect().center())
        self._shown = QPixmap.fromImage(grown.copy(inner))

    def _still(self, card: Any, scale: float) -> tuple[object, ...]:
        """What the slow part of the picture (art and title) depends on."""
        layouts = tuple(scene.placed.layout.name for scene in self._renderer.scenes(card))
        return card.template, card.palette, card.format, card.seed, card.title, card.ground, layouts, scale

    def _make(self, card: Any, scale: float) -> None:
        wanted = self._still(card, scale)
        if self._making != wanted:
            self._making = wanted
            renderer = self._renderer
            self._bridge.run(lambda: renderer.image(card, scale), lambda _image: self._made(wanted), self._unmade)

    def _made(self, wanted: tuple[object, ...]) -> None:
        self._kept[wanted] = None
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        if self._making == wanted:
            self._making = None
        self.update()
        self.painted.emit()

    def _unmade(self, fault: Exception) -> None:
        raise fault
