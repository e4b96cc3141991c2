"""The first design's picture of every template, painted one after another in the background."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtGui import QImage, QPixmap

from app.cards.card import Card

WIDTH = 44


class Thumbnails:
    """show(template, pixmap) is called as each is ready."""

    def __init__(self, renderer: Any, bridge: Any, show: Callable[[str, QPixmap], None]) -> None:
        self._renderer, self._bridge, self._show = renderer, bridge, show
        self._stream: Any = None

    def begin(self, ratio: float, failed: Callable[[Exception], None]) -> None:
        """Paint them all; ratio: pixels of the screen for one of the window."""
        renderer = self._renderer
        cards = [Card(template=id) for id in renderer.templates]

        def paint(_cancel: object) -> Iterator[tuple[str, QImage]]:
            for card in cards:
                yield card.template, renderer.thumbnail(card, round(WIDTH * ratio))

        def show(made: list[tuple[str, QImage]]) -> None:
            for template, image in made:
                pixmap = QPixmap.fromImage(image)
                pixmap.setDevicePixelRatio(ratio)
                self._show(template, pixmap)

        self._stream = self._bridge.stream(paint, show, lambda: None, failed)

    def cancel(self) -> None:
        """Stop painting; safe before begin()."""
        if self._stream:
            self._stream.cancel()
