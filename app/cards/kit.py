"""The brushes that every motif shares: colours, gradients, curves, soft shadows and sprites, all in design units."""

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image, ImageFilter
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

Tint = QColor | str
Point = tuple[float, float]
Stop = tuple[float, Tint]
CLEAR = QColor(0, 0, 0, 0)


def rgba(tint: Tint, alpha: float = 1.0) -> QColor:
    color = QColor(tint)
    color.setAlphaF(alpha)
    return color


def mix(a: Tint, b: Tint, t: float) -> QColor:
    """The colour a fraction t of the way from a to b, opaque."""
    pairs = zip(QColor(a).getRgbF()[:3], QColor(b).getRgbF()[:3], strict=True)
    return QColor.fromRgbF(*(x + (y - x) * t for x, y in pairs))


def lin(x0: float, y0: float, x1: float, y1: float, *stops: Stop) -> QBrush:
    gradient = QLinearGradient(x0, y0, x1, y1)
    for t, tint in stops:
        gradient.setColorAt(t, QColor(tint))
    return QBrush(gradient)


def rad(x: float, y: float, r: float, *stops: Stop) -> QBrush:
    gradient = QRadialGradient(x, y, r)
    for t, tint in stops:
        gradient.setColorAt(t, QColor(tint))
    return QBrush(gradient)


def pen(tint: Tint | QBrush, width: float) -> QPen:
    brush = tint if isinstance(tint, QBrush) else QBrush(QColor(tint))
    return QPen(brush, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def fill_ellipse(p: QPainter, x: float, y: float, rx: float, ry: float, fill: QBrush | Tint) -> None:
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(fill if isinstance(fill, QBrush) else QBrush(QColor(fill)))
    p.drawEllipse(QPointF(x, y), rx, ry)


def stroke(p: QPainter, path: QPainterPath, outline: QPen) -> None:
    p.setPen(outline)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawPath(path)


# Curves


def catmull(points: Sequence[Point], steps: int = 24) -> np.ndarray:
    """A Catmull-Rom curve through the points. (N, 2)"""
    ends = np.array([points[0], *points, points[-1]], float)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    spans = [ends[i : i + 4] for i in range(len(ends) - 3)]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in spans
    ]
    return np.vstack([*parts, ends[-1:]])


def poly(points: Sequence[Point] | np.ndarray, close: bool = True) -> QPainterPath:
    path = QPainterPath(QPointF(*map(float, points[0])))
    for x, y in points[1:]:
        path.lineTo(float(x), float(y))
    if close:
        path.closeSubpath()
    return path


def smooth(points: Sequence[Point], close: bool = True) -> QPainterPath:
    """Cubic Béziers through the points, tangents as Catmull-Rom."""
    n, path = len(points), QPainterPath(QPointF(*points[0]))

    def at(i: int) -> Point:
        return points[i % n] if close else points[min(max(i, 0), n - 1)]

    for i in range(n if close else n - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        path.cubicTo(bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy)
    return path


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), rx, rx if ry is None else ry)
    return path


def rounded(x: float, y: float, width: float, height: float, r: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), r, r)
    return path


def many() -> QPainterPath:
    """An empty path for many shapes: filled wherever one of them is, overlaps too."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def ribbon(center: np.ndarray, widths: np.ndarray) -> QPainterPath:
    """The outline of a stroke whose half width varies along its centre line. center (N, 2), widths (N,)"""
    normal = normals(center)
    return poly(np.vstack([center + normal * widths[:, None], (center - normal * widths[:, None])[::-1]]))


def band(points: Sequence[Point], *widths: float) -> QPainterPath:
    """A stroke through the points whose width runs through `widths`."""
    center = catmull(points, 14)
    at = np.linspace(0, 1, len(center))
    return ribbon(center, np.interp(at, np.linspace(0, 1, len(widths)), widths) / 2)


def normals(center: np.ndarray) -> np.ndarray:
    """Unit normals of a polyline. (N, 2)"""
    d = np.gradient(center, axis=0)
    n = np.stack([-d[:, 1], d[:, 0]], 1)
    return n / np.maximum(1e-6, np.hypot(*n.T))[:, None]


# Images


def device_scale(p: QPainter) -> float:
    """Device pixels per unit of the painter's present coordinates."""
    t = p.deviceTransform()
    return max(1e-3, math.hypot(t.m11(), t.m12()))


def soften(p: QPainter) -> None:
    p.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )


def blank(width: float, height: float) -> QImage:
    image = QImage(max(1, math.ceil(width)), max(1, math.ceil(height)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def to_image(pixels: np.ndarray) -> QImage:
    """Premultiplied BGRA bytes (H, W, 4) or packed uint32 (H, W) as an image of its own."""
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


def to_pixels(image: QImage) -> np.ndarray:
    """The image's premultiplied BGRA bytes, copied: a view would outlive Qt's buffer. (H, W, 4)"""
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4).copy()


def gaussian(channel: np.ndarray, radius: float) -> np.ndarray:
    """One uint8 channel blurred. (H, W)"""
    return np.asarray(Image.fromarray(np.ascontiguousarray(channel)).filter(ImageFilter.GaussianBlur(radius)))


def blurred(image: QImage, radius: float) -> QImage:
    """A premultiplied image blurred by `radius` of its pixels; large radii at reduced size."""
    k = max(1, int(radius / 3))
    small = (
        image.scaled(
            max(1, image.width() // k), max(1, image.height() // k), mode=Qt.TransformationMode.SmoothTransformation
        )
        if k > 1
        else image
    )
    pixels = to_pixels(small)
    soft = to_image(np.stack([gaussian(pixels[..., i], radius / k) for i in range(4)], -1))
    if k == 1:
        return soft
    return soft.scaled(image.width(), image.height(), mode=Qt.TransformationMode.SmoothTransformation)


def tinted(alpha: np.ndarray, tint: QColor) -> QImage:
    """A one-colour image from a coverage mask. alpha (H, W) uint8"""
    level = np.arange(256, dtype=np.float32) * tint.alphaF()
    r, g, b = tint.redF(), tint.greenF(), tint.blueF()
    a, red, green, blue = (np.round(level * c).astype(np.uint32) for c in (1, r, g, b))
    return to_image((a << 24 | red << 16 | green << 8 | blue)[alpha])


def coverage(width: int, height: int, paint: Callable[[QPainter], None]) -> np.ndarray:
    """What `paint` draws in white, as a mask. (H, W) uint8"""
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(0)
    with QPainter(image) as p:
        soften(p)
        paint(p)
    return np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())[:, :width].copy()


def shadow(p: QPainter, path: QPainterPath, dx: float, dy: float, radius: float, tint: QColor) -> None:
    """A soft shadow of the path. Its mask is as coarse as the blur allows: big shadows cost no more than small ones."""
    k = min(device_scale(p), 2.4 / radius)
    box = path.boundingRect().adjusted(-3 * radius, -3 * radius, 3 * radius, 3 * radius)
    width, height = max(1, math.ceil(box.width() * k)), max(1, math.ceil(box.height() * k))

    def paint(q: QPainter) -> None:
        q.scale(k, k)
        q.translate(-box.topLeft())
        q.fillPath(path, Qt.GlobalColor.white)

    image = tinted(gaussian(coverage(width, height, paint), radius * k), tint)
    p.drawImage(QRectF(box.left() + dx, box.top() + dy, width / k, height / k), image)


def scatter(rng: random.Random, box: QRectF, calm: Sequence[QRectF], count: int) -> list[Point]:
    """Up to `count` random points of the box that keep out of the calm zones."""
    points = [(rng.uniform(box.left(), box.right()), rng.uniform(box.top(), box.bottom())) for _ in range(count)]
    return [(x, y) for x, y in points if not any(zone.contains(x, y) for zone in calm)]
