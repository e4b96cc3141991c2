"""Light that changes on a card: bright places that glow, and a band that sweeps across foil."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage, QLinearGradient, QPainter

from app.cards.kit import blank, gaussian, rgba, to_image, to_pixels
from app.cards.materials import noise
from app.cards.motion import Lights, chance, pulse, sweep

GROUPS = 3  # of lights, each with a time of its own
BAND, LEAN = 0.20, 0.45  # half width of the swept band as a share of the page, and how far its foot stays behind its head
LUMA = np.array([0.11, 0.59, 0.30], np.float32)  # of blue, green, red
PLUS = QPainter.CompositionMode.CompositionMode_Plus
DESTINATION_IN = QPainter.CompositionMode.CompositionMode_DestinationIn


@dataclass(frozen=True)
class Cut:
    """A part of a page, in device pixels."""

    image: QImage
    at: QPoint


def cut_out(image: QImage, margin: int = 0) -> Cut | None:
    """What is not empty in an image, with a margin round it; None when all is."""
    alpha = to_pixels(image)[..., 3]
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not rows.size:
        return None
    left, top = max(0, int(columns[0]) - margin), max(0, int(rows[0]) - margin)
    right, bottom = min(image.width(), int(columns[-1]) + 1 + margin), min(image.height(), int(rows[-1]) + 1 + margin)
    return Cut(image.copy(left, top, right - left, bottom - top), QPoint(left, top))


@dataclass(frozen=True)
class Glow:
    """The light of one motif: pictures to be added, each with its own waves."""

    cuts: tuple[tuple[Cut, float], ...]  # and the phase of each
    lights: Lights

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None:
        p.save()
        p.setCompositionMode(PLUS)
        for cut, phase in self.cuts:
            p.setOpacity(self.lights.strength * strength * pulse(t, self.lights.cycles, phase))
            p.drawImage(cut.at, cut.image)
        p.restore()


def glow_of(page: QImage, motif: QImage, lights: Lights, density: float, salt: str) -> Glow | None:
    """The bright places of a motif as they are seen on the page. Both images are of the whole page."""
    shown = _share(to_pixels(motif)[..., 3], lights.part)
    if shown is None:
        return None
    pixels = to_pixels(page)[..., :3].astype(np.float32) / 255
    score = _brightness(pixels, lights, density) * shown
    if float(score.max()) < 0.05:
        return None
    reach = max(1.0, lights.reach * density)
    light = _soft(pixels * score[..., None], reach) * 1.6 + pixels * score[..., None] * 0.35
    shares = _groups(score.shape, salt)
    cuts = []
    for group in range(GROUPS):
        lit = np.clip(light * shares[group][..., None] * 255, 0, 255).astype(np.uint8)
        if cut := cut_out(to_image(np.dstack([lit, lit.max(-1)]))):
            cuts.append((cut, chance(salt, group)))
    return Glow(tuple(cuts), lights)


def _share(alpha: np.ndarray, part: tuple[float, float, float, float]) -> np.ndarray | None:
    """A motif's coverage, 0…1, in a part of what it fills. (H, W)"""
    rows, columns = np.flatnonzero((alpha > 40).any(1)), np.flatnonzero((alpha > 40).any(0))
    if not rows.size:
        return None
    (top, bottom), (left, right) = (rows[0], rows[-1] + 1), (columns[0], columns[-1] + 1)
    kept = np.zeros(alpha.shape, np.float32)
    y0, y1 = (round(top + share * (bottom - top)) for share in part[1::2])
    x0, x1 = (round(left + share * (right - left)) for share in part[::2])
    kept[y0:y1, x0:x1] = alpha[y0:y1, x0:x1] / np.float32(255)
    return kept


def _brightness(pixels: np.ndarray, lights: Lights, density: float) -> np.ndarray:
    """How much each pixel is a light, 0…1. pixels (H, W, 3) of blue, green, red"""
    blue, _green, red = np.moveaxis(pixels, -1, 0)
    luma = pixels @ LUMA
    score = np.clip((luma - lights.lo) / 0.18, 0, 1)
    if lights.warm > -1:
        score *= np.clip((red - blue - lights.warm) / 0.12 + 0.5, 0, 1)
    if lights.spot:
        around = gaussian((luma * 255).astype(np.uint8), max(1.0, lights.spot * density)) / np.float32(255)
        score *= np.clip((luma - around - 0.08) / 0.16, 0, 1)
    return score


def _soft(light: np.ndarray, radius: float) -> np.ndarray:
    """Blurred; wide blurs at a reduced size. (H, W, 3) float32"""
    height, width = light.shape[:2]
    k = max(1, int(radius / 4))
    out = np.empty_like(light)
    for i in range(3):
        channel = Image.fromarray(np.clip(light[..., i] * 255, 0, 255).astype(np.uint8))
        small = channel.resize((max(1, width // k), max(1, height // k)), Image.Resampling.BOX)
        soft = Image.fromarray(gaussian(np.asarray(small), radius / k))
        out[..., i] = np.asarray(soft.resize((width, height), Image.Resampling.BILINEAR)) / np.float32(255)
    return out


def _groups(shape: tuple[int, int], salt: str) -> list[np.ndarray]:
    """Shares of the page that add up to one, so that neighbouring lights keep different times. Each (H, W)"""
    field = noise(128, 9, round(chance(salt) * 1000))
    field = (field - field.min()) / max(1e-6, float(field.max() - field.min()))
    large = Image.fromarray(field.astype(np.float32)).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    place = np.asarray(large) * GROUPS * 2
    return [np.clip(1.25 - np.abs((place - group + GROUPS / 2) % GROUPS - GROUPS / 2), 0, 1) for group in range(GROUPS)]


@dataclass(frozen=True)
class Glint:
    """Foil as a mask, white where there is any; `page` is the width of the page that the band crosses."""

    mask: Cut
    page: int
    strength: float

    def paint(self, p: QPainter, t: float, strength: float = 1.0) -> None:
        at, image = self.mask.at, self.mask.image
        where = sweep(t)
        lean, half = LEAN * image.height(), BAND * self.page
        x = -half - lean + where * (self.page + 2 * (half + lean)) - at.x()
        if not -half - lean < x < image.width() + half + lean or not 0 < where < 1:
            return
        lit = blank(image.width(), image.height())
        with QPainter(lit) as q:
            q.fillRect(lit.rect(), _band(x, lean, half, image.height(), self.strength * strength))
            q.setCompositionMode(DESTINATION_IN)
            q.drawImage(0, 0, image)
        p.save()
        p.setCompositionMode(PLUS)
        p.drawImage(at, lit)
        p.restore()


def _band(x: float, lean: float, half: float, height: int, strength: float) -> QLinearGradient:
    """Warm light about the line from (x + lean, 0) to (x - lean, height), soft on both sides."""
    normal = QPointF(height, 2 * lean) / (height**2 + 4 * lean**2) ** 0.5
    middle = QPointF(x, height / 2)
    band = QLinearGradient(middle - normal * half, middle + normal * half)
    for place, share in ((0, 0), (0.25, 0.12), (0.42, 0.6), (0.5, 1), (0.58, 0.6), (0.75, 0.12), (1, 0)):
        band.setColorAt(place, rgba("#fff3d6", share * strength))
    return band


def glint_of(size: tuple[int, int], paint: Callable[[QPainter], None], strength: float) -> Glint | None:
    """The glint on what is bright (as foil is, unlike its shadows) of what `paint` draws on a page of this size in pixels."""
    image = blank(*size)
    with QPainter(image) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(p)
    luma = to_pixels(image)[..., :3] @ LUMA
    mask = (np.clip((luma / 255 - 0.3) / 0.4, 0, 1) * 255).astype(np.uint8)
    cut = cut_out(to_image(np.repeat(mask[..., None], 4, -1)))
    return Glint(cut, size[0], strength) if cut else None
