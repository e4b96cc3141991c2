"""A woven basket full of cúc họa mi on a handlebar, and the nón lá that hangs beside it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, ellipse, fill_ellipse, lin, mix, pen, rgba, smooth
from app.cards.motifs import conical_hat


def basket(p: QPainter, box: QRectF, inset: float, cane: tuple[QColor, ...]) -> None:
    """Rounded strands over and under, darker towards the right; a braided rim."""
    x0, y0, x1, y1, (light, mid, dark) = *box.getCoords(), cane
    body = smooth(
        [
            (x0, y0),
            (x0 + inset * 0.35, (y0 + y1) / 2),
            (x0 + inset, y1 - 8),
            (x0 + inset + 16, y1),
            ((x0 + x1) / 2, y1 + 7),
        ]
        + [
            (x1 - inset - 16, y1),
            (x1 - inset, y1 - 8),
            (x1 - inset * 0.35, (y0 + y1) / 2),
            (x1, y0),
            ((x0 + x1) / 2, y0 + 16),
        ]
    )
    p.fillPath(body, dark)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    rows, columns = 11, 17
    height = (y1 - y0 + 20) / rows
    for j in range(rows):
        left, right = x0 + inset * j / (rows - 1) - 6, x1 - inset * j / (rows - 1) + 6
        width = (right - left) / columns
        for i in range(columns):
            u = (i + 0.5) / columns
            x, y, dim = left + i * width, y0 - 4 + j * height + 13 * (1 - (2 * u - 1) ** 2), 0.06 + 0.62 * u**1.7
            over, strand = (i + j) % 2 == 0, QPainterPath()
            strand.addRoundedRect(
                QRectF(x - width * 0.14, y + 1.2, width * 1.28, height * 0.8)
                if over
                else QRectF(x + width * 0.3, y - height * 0.2, width * 0.4, height * 1.4),
                height * 0.36,
                height * 0.36,
            )
            if over:
                tones = (
                    (0, mix(light, mid, dim)),
                    (0.5, mix(mid, dark, dim * 0.45)),
                    (1, mix(mid, dark, 0.45 + dim * 0.4)),
                )
                p.fillPath(strand, lin(0, y, 0, y + height, *tones))
            else:
                p.fillPath(strand, mix(mid, dark, 0.35 + dim * 0.35))
    p.restore()
    for i in range(30):
        u = (i + 0.5) / 30
        p.save()
        p.translate(x0 - 6 + (x1 - x0 + 12) * u, y0 + 13.6 * (1 - (2 * u - 1) ** 2))
        p.rotate(-32)
        p.fillPath(ellipse(0, 0, 8.6, 6.2), lin(0, -6, 0, 6, (0, light), (0.55, mid), (1, dark)))
        p.strokePath(ellipse(0, 0, 8.6, 6.2), pen(rgba(dark, 0.7), 1))
        p.restore()


def hang_hat(p: QPainter, art: Art, straw: str, shade: str, silk: tuple[QColor, QColor]) -> None:
    """The hat hides the handlebar's stem; its strap is tied in a bow that hangs before the frame."""
    dark = art.color(shade)
    bands: list[tuple[list[Point], float]] = [
        ([(392, 318), (384, 392), (404, 446), (446, 474), (490, 448), (518, 392), (528, 318)], 15),
        ([(446, 474), (430, 516), (450, 562), (432, 614)], 14),
        ([(448, 474), (468, 510), (462, 552), (486, 592)], 13),
        ([(446, 474), (424, 452), (400, 462), (408, 486), (446, 476)], 11),
        ([(446, 474), (470, 450), (496, 462), (486, 488), (446, 476)], 11),
    ]
    for points, width in bands:
        conical_hat.strap(p, silk, dark, points, width)
    fill_ellipse(p, 446, 475, 12, 10, silk[1])
    fill_ellipse(p, 444, 472, 6, 4, rgba(silk[0], 0.9))
    p.save()
    p.translate(467, 237)
    p.scale(0.835, 0.835)
    conical_hat.hat(p, art, straw, shade, 11, 3)
    p.restore()
