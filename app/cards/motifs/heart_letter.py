"""An opened envelope out of which sprigs grow whose leaves are hearts, cut, folded and layered."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import Point
from app.cards.motifs.heart_envelope import back, draw_seal, front
from app.cards.motifs.heart_sprig import sprig

# Where sprigs end, over the half width and the height above the mouth: those behind, then those in front
BEHIND: tuple[Point, ...] = ((-0.62, 0.74), (0.60, 0.78), (-0.22, 0.96), (0.26, 0.98), (-0.86, 0.40), (0.88, 0.42))
BEFORE: tuple[Point, ...] = (
    (-0.78, 0.58),
    (0.80, 0.60),
    (-0.42, 0.84),
    (0.44, 0.86),
    (0.02, 0.90),
    (-0.70, 0.14),
    (0.72, 0.16),
    (0.0, 0.46),
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hearts: str = "@hearts",
    stems: str = "@stems",
    envelope: str = "@envelope",
    liner: str = "@liner",
    seal: str = "@seal",
    shade: str = "@shade",
    width: float = 0.46,
) -> None:
    """Stands on the rectangle's foot. width: the envelope's, over the rectangle's shorter half. envelope: light, middle, fold."""
    rng, dark = art.rng(17), art.color(shade).name()
    w = width * min(rect.width(), rect.height() * 1.05)
    h = w * 0.62
    box = QRectF(rect.center().x() - w / 2, rect.bottom() - h - w * 0.09, w, h)
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    paper, tones = art.ramp(envelope), art.ramp(hearts)
    back(p, box, paper, art.color(liner), art.color(shade))
    mouth = (box.center().x(), box.top() + h * 0.16)
    room = rect.adjusted(w * 0.11, w * 0.13, -w * 0.11, 0)
    unit = min(rect.width() * 0.9, rect.height()) * 0.098
    reach = (room.width() / 2 - unit * 0.5, mouth[1] - room.top() - unit * 0.95)
    for ends, dim, size in ((BEHIND, 0.20, 0.86), (BEFORE, 0.0, 1.0)):
        for end in ends:
            sprig(p, room, mouth, reach, end, unit * size, h * 0.50, tones, art.color(stems), dim, dark, art, rng)
    front(p, box, paper, art.color(shade))
    draw_seal(p, box.center().x(), box.top() + h * 0.60, w * 0.078, art.color(seal), art.color(shade))


KINDS = {"heart_letter": draw}
