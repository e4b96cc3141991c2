"""Sets a title: finds its lines, gives short lines more size, and packs them as close as their ink allows."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QTransform

from app.cards.fonts import Fonts
from app.cards.kit import coverage
from app.cards.layout import NBSP, SPARE_LEFT, glue, polish
from app.cards.schema import TitleStyle

EM = 100  # outlines are made at this size and scaled
KEEP = 1.18  # how much larger a rearranged title must come out before the given line breaks are dropped
MAX_LINES = 4
MOST_LETTERS = 600  # that are set; what is longer is no title, and 4,000 take eight seconds
FEW_UNITS = 16  # up to here every way to break is looked at; a sixth of a second at 60, and minutes at 1,000
CLEARANCE = 0.09  # least ink distance of two lines, in em


@dataclass(frozen=True)
class TitleLine:
    text: str
    path: QPainterPath  # in the coordinates of the card
    first: bool  # set in the style's first_role


@dataclass(frozen=True)
class SetTitle:
    """px: the size of the largest line; rect: the ink."""

    lines: tuple[TitleLine, ...]
    px: float
    rect: QRectF

    @property
    def path(self) -> QPainterPath:
        return joined([line.path for line in self.lines])

    def moved(self, by: QPointF) -> "SetTitle":
        """The same somewhere else."""
        if by.isNull():
            return self
        lines = tuple(TitleLine(line.text, line.path.translated(by), line.first) for line in self.lines)
        return SetTitle(lines, self.px, self.rect.translated(by))


def joined(paths: list[QPainterPath]) -> QPainterPath:
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for path in paths:
        whole.addPath(path)
    return whole


def outline(
    text: str, fonts: Fonts, role: str, word_spacing: float = 0.0, *, spacing: float = 0.0
) -> QPainterPath:
    """The text's outline at EM pixels, its baseline at 0, its ink beginning at x = 0. spacing: extra em a letter."""
    font = QFont(fonts.font(role, EM, spacing * EM))
    font.setWordSpacing(word_spacing * EM)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addText(0, 0, font, text.replace(NBSP, " "))
    return path.translated(-path.boundingRect().left(), 0)


def set_title(
    text: str, box: QRectF, style: TitleStyle, fonts: Fonts, compounds: frozenset[str], anchor: float = 0.5
) -> SetTitle:
    """The title as large as the box and the style allow. anchor: 0 sits at the box's top, 1 at its foot."""
    text = polish(text[:MOST_LETTERS])
    if not text:
        return SetTitle((), 0.0, QRectF(box.topLeft(), box.topLeft()))
    given = tuple(line for line in text.split("\n") if line)
    best, best_score = None, 0.0
    for lines in _arrangements(given, compounds):
        tower = _Tower(lines, style, fonts)
        size = min(style.largest / EM, box.width() / tower.width, box.height() / tower.height)
        score = size * (KEEP if lines == given else 1.0)
        if score > best_score + 1e-9:
            best, best_score = (tower, size), score
    assert best is not None
    return best[0].placed(box, best[1], anchor)


def _arrangements(given: tuple[str, ...], compounds: frozenset[str]) -> list[tuple[str, ...]]:
    """The given lines, and the same words in one to four lines as even as they come."""
    units = [unit for line in given for unit in glue(line, compounds)]
    out = [given]
    for count in range(1, min(MAX_LINES, len(units)) + 1):
        lines = _even(units, count)
        if lines not in out:
            out.append(lines)
    return out


def _even(units: list[str], count: int) -> tuple[str, ...]:
    """Units in `count` lines whose longest is shortest (by letters)."""
    if count == 1:
        return (" ".join(units),)
    if len(units) > FEW_UNITS:
        return _filled(units, count)
    heads = [(" ".join(units[:i]), units[i:]) for i in range(1, len(units) - count + 2)]
    options = [(head, *_even(rest, count - 1)) for head, rest in heads]
    return min(options, key=lambda lines: max(map(len, lines)))


def _filled(units: list[str], count: int) -> tuple[str, ...]:
    """The same for many units: lines filled in turn up to the least width that needs no more than `count` lines."""

    def fill(limit: int) -> list[str]:
        lines = [units[0]]
        for unit in units[1:]:
            if len(lines[-1]) + 1 + len(unit) <= limit:
                lines[-1] += f" {unit}"
            else:
                lines.append(unit)
        return lines

    low, high = max(map(len, units)), len(" ".join(units))
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(fill(middle)) <= count else (middle + 1, high)
    return tuple(fill(low))


class _Tower:
    """Lines stacked at EM size (before scaling): their outlines, sizes relative to each other, and baselines."""

    def __init__(self, lines: tuple[str, ...], style: TitleStyle, fonts: Fonts) -> None:
        self.style, self.texts = style, lines
        split = bool(style.first_role) and len(lines) > 1
        roles = [style.first_role if split and i == 0 else style.role for i in range(len(lines))]
        paths = [outline(t, fonts, role, style.word_spacing) for t, role in zip(lines, roles, strict=True)]
        widths = [max(1.0, path.boundingRect().width()) for path in paths]
        body = widths[1:] if split else widths
        grow = [min(style.swell, max(body) / w) for w in body]
        if split:
            grow = [min(style.first_ratio, max(b * g for b, g in zip(body, grow, strict=True)) / widths[0]), *grow]
        self.firsts = [split and i == 0 for i in range(len(lines))]
        self.paths = [QTransform.fromScale(g, g).map(path) for path, g in zip(paths, grow, strict=True)]
        self.grow, self.baselines = grow, [0.0]
        for i, (above, below) in enumerate(zip(self.paths, self.paths[1:], strict=False)):
            ems = EM * (grow[i] + grow[i + 1]) / 2
            tight = _closest(above, below, style.align) + CLEARANCE * ems
            self.baselines.append(self.baselines[-1] + max(style.lead * EM * grow[i + 1], tight))
        boxes = [p.boundingRect().translated(0, y) for p, y in zip(self.paths, self.baselines, strict=True)]
        self.top = min(b.top() for b in boxes)
        # at least 1: there are letters without ink
        self.width, self.height = max(1.0, *(b.width() for b in boxes)), max(1.0, max(b.bottom() for b in boxes) - self.top)

    def placed(self, box: QRectF, size: float, anchor: float) -> SetTitle:
        y0 = box.top() + (box.height() - self.height * size) * anchor - self.top * size
        lines = []
        for text, path, baseline, first in zip(self.texts, self.paths, self.baselines, self.firsts, strict=True):
            spare = box.width() - path.boundingRect().width() * size
            x = box.left() + spare * SPARE_LEFT[self.style.align]
            place = QTransform.fromTranslate(x, y0 + baseline * size).scale(size, size)
            lines.append(TitleLine(text.replace(NBSP, " "), place.map(path), first))
        ink = joined([line.path for line in lines]).boundingRect()
        return SetTitle(tuple(lines), max(self.grow) * size * EM, ink)


def _closest(above: QPainterPath, below: QPainterPath, align: str) -> float:
    """The least distance of baselines at which no ink of the two lines touches, column by column."""
    shift = (above.boundingRect().width() - below.boundingRect().width()) * SPARE_LEFT[align]
    below = below.translated(shift, 0)
    box = above.boundingRect().united(below.boundingRect())
    lowest, highest = _edge(above, box, low=True), _edge(below, box, low=False)
    gaps = lowest - highest
    return float(np.nanmax(gaps, initial=0.0, where=~np.isnan(gaps)))


def _edge(path: QPainterPath, box: QRectF, *, low: bool) -> np.ndarray:
    """Per column (widened by a little), the lowest or highest ink of the outline; NaN where there is none."""
    k = 0.2
    w, h = int(box.width() * k) + 2, int(box.height() * k) + 2

    def paint(p: QPainter) -> None:
        p.scale(k, k)
        p.translate(-box.topLeft())
        p.fillPath(path, Qt.GlobalColor.white)

    ink = coverage(w, h, paint) > 40
    ink = ink | np.roll(ink, 1, 1) | np.roll(ink, -1, 1)  # neighbours count: slanted strokes
    rows = h - 1 - ink[::-1].argmax(0) + 1 if low else ink.argmax(0)
    return np.where(ink.any(0), box.top() + rows / k, np.nan)
