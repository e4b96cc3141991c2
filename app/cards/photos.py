"""Dresses a photo for a card: its crop, its mask, its border, its filter."""

import math
from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

from app.cards.items import Crop, Frame, Photo
from app.cards.kit import lin, pen, rgba, shadow, stroke, to_image, to_pixels

MARGIN = 0.14  # of the shorter side: how far a border or its shadow may reach over the frame
PAPER = {"white": (0.035, 0.035), "polaroid": (0.05, 0.17)}  # border and foot, of the shorter side
GOLD = ((0, "#8a5c1c"), (0.25, "#f2d58c"), (0.5, "#c6953c"), (0.75, "#fff6d8"), (1, "#8f6120"))
CLOSEST = 8.0  # times that a picture may be enlarged in its frame
STAMP, STAMP_EDGE = "#fdfaf2", 0.055  # a postage stamp's paper, and how much of the shorter side stands round its picture
MOST_HOLES = 120  # along one side
CORNERED = ("rect", "round", "stamp")  # masks with corners to be taped down; others are held at their top
MISSING = "#d6d3d1"
GLOW = 0.28  # of the light that the soft filter adds


def dressed(p: QPainter, box: QRectF, photo: Photo, image: QImage | None) -> None:
    """The photo in `box`, in device pixels; a picture that is lost shows as a grey mount with a cross."""
    least = min(box.width(), box.height())
    paper = PAPER.get(photo.border)
    if paper:
        _card(p, box, least)
        side, foot = paper[0] * least, paper[1] * least
        box = box.adjusted(side, side, -side, -foot)
    shape = MASKS[photo.mask](box)
    if (photo.border and not paper) or photo.mask == "stamp":
        shadow(p, shape, 0, least * 0.012, max(1.0, least * 0.022), rgba("#000000", 0.28))
    inner, window = box, shape
    if photo.mask == "stamp":  # the picture is printed on the stamp's paper
        p.fillPath(shape, QColor(STAMP))
        edge = min(box.width(), box.height()) * STAMP_EDGE
        inner = box.adjusted(edge, edge, -edge, -edge)
        window = _rect(inner)
    p.save()
    p.setClipPath(window)
    _fill(p, inner, photo, image)
    p.restore()
    if photo.border == "line":
        stroke(p, shape, pen("#ffffff", max(1.0, least * 0.016)))
    elif photo.border == "gold":
        _gilt(p, shape, box, least)
    elif photo.border == "tape":
        _tape(p, box, shape, least, photo.mask)


def _fill(p: QPainter, box: QRectF, photo: Photo, image: QImage | None) -> None:
    if image is None:
        p.fillRect(box, QColor(MISSING))
        p.setPen(pen("#a8a29e", max(1.0, box.width() * 0.01)))
        p.drawLine(box.topLeft(), box.bottomRight())
        p.drawLine(box.topRight(), box.bottomLeft())
        return
    part = covering(photo.crop, image.width(), image.height(), box.width() / box.height())
    spot = box.toAlignedRect()  # whole pixels: nothing is resampled twice
    cut = image.copy(part.toAlignedRect()).scaled(
        spot.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    if photo.flip:
        cut = cut.flipped(Qt.Orientation.Horizontal)
    p.drawImage(spot.topLeft(), FILTERS[photo.filter](cut) if photo.filter else cut)


def covering(crop: Crop, width: int, height: int, ratio: float) -> QRectF:
    """The part of a picture to show: the crop, narrowed about its middle to the frame's proportion, never stretched."""
    left, top = min(crop.x, 1 - crop.width) * width, min(crop.y, 1 - crop.height) * height
    part = QRectF(max(0.0, left), max(0.0, top), crop.width * width, crop.height * height)
    wide, tall = part.height() * ratio, part.width() / ratio
    if wide < part.width():
        part = QRectF(part.center().x() - wide / 2, part.top(), wide, part.height())
    else:
        part = QRectF(part.left(), part.center().y() - tall / 2, part.width(), tall)
    return part.intersected(QRectF(0, 0, width, height))


def longest_shown(photo: Photo, size: tuple[int, int], width: float, height: float) -> float:
    """How long the whole picture's longer side is where its shown part fills a frame of width × height."""
    part = covering(photo.crop, *size, width / height)
    return max(size) * max(width / max(part.width(), 1e-6), height / max(part.height(), 1e-6))


def panned(photo: Photo, frame: Frame, size: tuple[int, int], dx: float, dy: float) -> Crop:
    """The crop after the picture was pulled by (dx, dy) of the page's units inside its frame. size: the picture's pixels."""
    by = QTransform().rotate(-frame.turn).map(QPointF(-dx if photo.flip else dx, dy))
    part = covering(photo.crop, *size, frame.width / frame.height)
    return _crop(part.translated(-by.x() / frame.width * part.width(), -by.y() / frame.height * part.height()), size)


def zoomed(photo: Photo, frame: Frame, size: tuple[int, int], times: float) -> Crop:
    """The crop with the picture so many times as large, about the middle of its frame; never more than all of it."""
    ratio = frame.width / frame.height
    part, whole = covering(photo.crop, *size, ratio), covering(Crop(), *size, ratio)
    width = min(whole.width(), max(whole.width() / CLOSEST, part.width() / times))
    height = width / ratio
    return _crop(QRectF(part.center().x() - width / 2, part.center().y() - height / 2, width, height), size)


def _crop(part: QRectF, size: tuple[int, int]) -> Crop:
    """A part of the picture, moved back into it, as shares."""
    left = min(max(0.0, part.left()), size[0] - part.width())
    top = min(max(0.0, part.top()), size[1] - part.height())
    return Crop(max(0.0, left / size[0]), max(0.0, top / size[1]), min(1.0, part.width() / size[0]), min(1.0, part.height() / size[1]))


# Masks


def _rounded(box: QRectF) -> QPainterPath:
    path, r = QPainterPath(), min(box.width(), box.height()) * 0.09
    path.addRoundedRect(box, r, r)
    return path


def _rect(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path


def _oval(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box)
    return path


def _arch(box: QRectF) -> QPainterPath:
    """A window: upright sides under a round head."""
    head = min(box.width() / 2, box.height() * 0.6)
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + head)
    path.arcTo(QRectF(box.left(), box.top(), box.width(), head * 2), 180, -180)
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path


def _heart(box: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(0.5, 0.98))
    path.cubicTo(0.36, 0.84, 0.0, 0.62, 0.0, 0.31)
    path.cubicTo(0.0, 0.12, 0.14, 0.02, 0.27, 0.02)
    path.cubicTo(0.37, 0.02, 0.46, 0.08, 0.5, 0.18)
    path.cubicTo(0.54, 0.08, 0.63, 0.02, 0.73, 0.02)
    path.cubicTo(0.86, 0.02, 1.0, 0.12, 1.0, 0.31)
    path.cubicTo(1.0, 0.62, 0.64, 0.84, 0.5, 0.98)
    return _stretched(path, box)


def _star(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    for i in range(10):
        r, a = (0.5, 0.27)[i % 2], math.radians(-90 + 36 * i)
        point = QPointF(0.5 + r * math.cos(a), 0.52 + r * math.sin(a))
        path.moveTo(point) if i == 0 else path.lineTo(point)
    path.closeSubpath()
    return _stretched(path, box)


def _petal(box: QRectF) -> QPainterPath:
    """Five petals of a mai blossom round a middle."""
    path = QPainterPath()
    path.addEllipse(QPointF(500, 510), 250, 250)
    for i in range(5):  # at a size at which joining them leaves the curves round
        a = math.radians(-90 + 72 * i)
        petal = QPainterPath()
        petal.addEllipse(QPointF(500 + 262 * math.cos(a), 510 + 262 * math.sin(a)), 238, 238)
        path = path.united(petal)
    return _stretched(QTransform.fromScale(0.001, 0.001).map(path), box)


def _stamp(box: QRectF) -> QPainterPath:
    """A postage stamp's perforated edge. A ribbon a thousand times as long as wide would have thousands of holes, and take seconds."""
    path, holes = _rect(box), QPainterPath()
    holes.setFillRule(Qt.FillRule.WindingFill)
    least = min(box.width(), box.height())
    for length, start, across in ((box.width(), box.topLeft(), True), (box.height(), box.topLeft(), False)):
        count = min(MOST_HOLES, max(6, round(length / (least * 0.075))))
        for i in range(count + 1):
            d, r = length * i / count, length / count * 0.3
            for far in (0.0, box.height() if across else box.width()):
                at = start + (QPointF(d, far) if across else QPointF(far, d))
                holes.addEllipse(at, r, r)
    return path.subtracted(holes)


def _stretched(path: QPainterPath, box: QRectF) -> QPainterPath:
    return QTransform.fromTranslate(box.left(), box.top()).scale(box.width(), box.height()).map(path)


MASKS: Mapping[str, Callable[[QRectF], QPainterPath]] = {
    "rect": _rect, "round": _rounded, "oval": _oval, "arch": _arch,
    "heart": _heart, "star": _star, "petal": _petal, "stamp": _stamp,
}  # fmt: skip


# Borders


def _card(p: QPainter, box: QRectF, least: float) -> None:
    """White photographic paper lying on the card."""
    sheet = _rect(box)
    shadow(p, sheet, 0, least * 0.02, max(1.0, least * 0.035), rgba("#000000", 0.30))
    shadow(p, sheet, 0, least * 0.004, max(0.7, least * 0.007), rgba("#000000", 0.30))
    p.fillPath(sheet, QColor("#fdfcf8"))


def _gilt(p: QPainter, shape: QPainterPath, box: QRectF, least: float) -> None:
    """A gold edge, dark where it meets the picture and the card, so that it is seen on pale ones too."""
    width = max(1.5, least * 0.024)
    stroke(p, shape, pen(rgba("#5c3a0c", 0.75), width * 1.3))
    stroke(p, shape, pen(lin(box.left(), box.top(), box.right(), box.bottom(), *GOLD), width))


def _tape(p: QPainter, box: QRectF, shape: QPainterPath, least: float, mask: str) -> None:
    """Two strips of paper tape over the upper corners, or one over the top of what has no corners."""
    if mask in CORNERED:
        inset = least * 0.05
        for x, turn in ((box.left() + inset, -38), (box.right() - inset, 38)):
            _strip(p, QPointF(x, box.top() + inset), turn, least)
        return
    middle = box.center().x()
    top = next((y for y in (box.top() + i * box.height() / 60 for i in range(40)) if shape.contains(QPointF(middle, y))), box.top())
    _strip(p, QPointF(middle, top), -4, least)


def _strip(p: QPainter, at: QPointF, turn: float, least: float) -> None:
    """A strip of tape about a point, with torn ends."""
    wide, high, teeth = least * 0.15, least * 0.040, 5
    strip = QPainterPath(QPointF(-wide, -high))
    strip.lineTo(wide, -high)
    for side, rows in ((1, range(1, 2 * teeth + 1)), (-1, range(2 * teeth - 1, 0, -1))):
        for i in rows:
            strip.lineTo(side * wide - (i % 2) * side * high * 0.22, -high + i * high / teeth)
    strip.closeSubpath()
    p.save()
    p.translate(at)
    p.rotate(turn)
    shadow(p, strip, 0, least * 0.005, max(0.7, least * 0.009), rgba("#000000", 0.30))
    p.fillPath(strip, rgba("#e8d199", 0.90))
    p.fillRect(QRectF(-wide, -high * 0.55, 2 * wide, high * 0.5), rgba("#ffffff", 0.16))
    p.restore()


# Filters: on premultiplied pixels, colour by colour


def _graded(image: QImage, change: Callable[[np.ndarray], np.ndarray]) -> QImage:
    """change: RGB in 0…1, (H, W, 3) float32, to the same."""
    pixels = to_pixels(image)
    bgr, alpha = pixels[..., :3].astype(np.float32), pixels[..., 3:].astype(np.float32)
    plain = np.where(alpha > 0, bgr / np.maximum(alpha, 1), 0)
    out = np.clip(change(plain[..., ::-1]), 0, 1)[..., ::-1] * alpha
    whole = np.concatenate([out + 0.5, alpha], axis=2).astype(np.uint8)
    return to_image(np.ascontiguousarray(whole).view(np.uint32)[..., 0])


def _grey(rgb: np.ndarray) -> np.ndarray:
    return rgb @ np.array([0.2126, 0.7152, 0.0722], np.float32)


def _bw(rgb: np.ndarray) -> np.ndarray:
    g = _grey(rgb)
    return np.repeat((g + 0.10 * np.sin((g - 0.5) * math.pi) * 0.8)[..., None], 3, 2)


def _sepia(rgb: np.ndarray) -> np.ndarray:
    return _grey(rgb)[..., None] * np.array([1.02, 0.88, 0.66], np.float32) + np.array([0.07, 0.03, 0.0], np.float32)


def _saturated(rgb: np.ndarray, amount: float) -> np.ndarray:
    g = _grey(rgb)[..., None]
    return g + (rgb - g) * amount


def _soft(image: QImage) -> QImage:
    """A gentle glow: the picture screened with a blurred copy of itself."""
    small = image.scaled(max(1, image.width() // 12), max(1, image.height() // 12), mode=Qt.TransformationMode.SmoothTransformation)
    glow = to_pixels(small.scaled(image.size(), mode=Qt.TransformationMode.SmoothTransformation))
    pixels = to_pixels(image).astype(np.float32)
    base, alpha = pixels[..., :3], pixels[..., 3:]
    lit = np.minimum(base + glow[..., :3] * GLOW * (1 - base / 255), alpha)
    whole = np.concatenate([lit + 0.5, alpha], axis=2).astype(np.uint8)
    return to_image(np.ascontiguousarray(whole).view(np.uint32)[..., 0])


def _tinted(rgb: np.ndarray, gain: tuple[float, float, float]) -> np.ndarray:
    return rgb * np.array(gain, np.float32)


FILTERS: Mapping[str, Callable[[QImage], QImage]] = {
    "bw": lambda image: _graded(image, _bw),
    "sepia": lambda image: _graded(image, _sepia),
    "warm": lambda image: _graded(image, lambda rgb: _tinted(rgb, (1.08, 1.01, 0.88))),
    "cool": lambda image: _graded(image, lambda rgb: _tinted(rgb, (0.92, 1.0, 1.1))),
    "faded": lambda image: _graded(image, lambda rgb: _saturated(rgb, 0.72) * 0.84 + 0.10),
    "vivid": lambda image: _graded(image, lambda rgb: _saturated((rgb - 0.5) * 1.08 + 0.5, 1.32)),
    "soft": _soft,
}
