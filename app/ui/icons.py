"""Phosphor icons (assets/icons), tinted with the palette in use."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZE = 24
SCALES = (1, 2)


class Icons:
    """Icons by Phosphor name in one colour or another; made once each."""

    def __init__(self, folder: Path, ink: str, disabled: str) -> None:
        """ink, disabled: colours as "#rrggbb" of an ordinary and a disabled icon."""
        self._folder = folder
        self._ink, self._disabled = ink, disabled
        self._made: dict[tuple[str, str], QIcon] = {}

    def get(self, name: str, colour: str = "") -> QIcon:
        """The icon; a name that does not exist gives an empty icon, and the icons' test fails."""
        key = name, colour or self._ink
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _make(self, name: str, colour: str) -> QIcon:
        icon = QIcon()
        path = self._folder / f"{name}.svg"
        if not path.is_file():
            return icon
        source = path.read_text(encoding="utf-8")
        for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, self._disabled)):
            for scale in SCALES:
                icon.addPixmap(_paint(source, tint, scale), mode)
        return icon


def _paint(source: str, colour: str, scale: int) -> QPixmap:
    tinted = source.replace("currentColor", QColor(colour).name())
    renderer = QSvgRenderer(QByteArray(tinted.encode()))
    pixmap = QPixmap(QSize(SIZE, SIZE) * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(0, 0, SIZE, SIZE))
    return pixmap
