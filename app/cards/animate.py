"""A card as a moving picture (GIF, WebP, APNG): a loop of at most four seconds, in a file that messengers take."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage, QPainter

from app.cards import loops
from app.cards.card import Card
from app.cards.export import xmp_of
from app.cards.kit import to_pixels
from app.cards.motion import LOOP_MS, Motion, load_motion, plan_for
from app.cards.render import BETWEEN_PAGES, DESK, Renderer
from app.cards.stage import Stage
from app.errors import UserError
from app.files import write_whole
from app.paths import assets_dir

MOST_BYTES = 5_000_000
KINDS = {".gif": "gif", ".webp": "webp", ".png": "apng", ".apng": "apng"}
WRITERS = {"gif": loops.gif_bytes, "apng": loops.apng_bytes, "webp": loops.webp_bytes}
PORTRAIT = 1.25  # a card of this height for its width is as wide as a Rung says; others have as many pixels
HOPELESS = 1.25  # so many times too large by the first frames: the rest is not painted
Told = Callable[[float], None]


class Cancelled(Exception):
    """The person thought better of it."""


class _TooLarge(Exception):
    """This rung gives more bytes than may be."""


@dataclass(frozen=True)
class Rung:
    """One way to make the file. fine: colours of the palette, or WebP's quality."""

    width: int
    delay_ms: int
    fine: int

    @property
    def count(self) -> int:
        """Frames of a loop."""
        return LOOP_MS // self.delay_ms


# What is tried, in this order, until the file is small enough.
LADDERS = {
    "gif": (Rung(648, 70, 255), Rung(540, 80, 160), Rung(486, 100, 128), Rung(432, 100, 96), Rung(360, 120, 64), Rung(300, 160, 48)),
    "apng": (Rung(720, 70, 255), Rung(540, 80, 200), Rung(486, 100, 128), Rung(432, 100, 96), Rung(360, 120, 64), Rung(300, 160, 48)),
    "webp": (Rung(720, 66, 80), Rung(720, 80, 70), Rung(640, 80, 62), Rung(540, 100, 55), Rung(432, 120, 50)),
}  # fmt: skip


def animate(
    card: Card,
    path: Path,
    renderer: Renderer,
    *,
    told: Told = lambda _share: None,
    cancel: threading.Event | None = None,
    most_bytes: int = MOST_BYTES,
) -> None:
    """Writes the card as a loop by the suffix of `path`, replacing a file that is there.

    told: hears the share that is done, 0…1, never less than before. Raises Cancelled soon after `cancel` is set, UserError
    when no loop is small enough or the place can not be written; then there is no new file.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise UserError(f"Chưa lưu được ảnh động kiểu “{path.suffix or path.name}”.", "Hãy dùng đuôi .gif, .webp hoặc .png.")
    write_whole(path, animation(card, kind, renderer, told, cancel or threading.Event(), most_bytes))


def animation(
    card: Card,
    kind: str,
    renderer: Renderer,
    told: Told,
    cancel: threading.Event,
    most_bytes: int = MOST_BYTES,
    ladder: tuple[Rung, ...] | None = None,
) -> bytes:
    """The loop encoded as the best kind of its ladder that fits into so many bytes."""
    rungs = ladder or LADDERS[kind]
    so_far = 0.0
    for number, rung in enumerate(rungs):
        first = number / len(rungs) if number else 0.0  # a further try is told of as the part that is left

        def spent(done: int, size: int, rung: Rung = rung, first: float = first) -> None:
            nonlocal so_far
            if cancel.is_set():
                raise Cancelled
            if size > most_bytes or (done >= 10 and size / done * rung.count > HOPELESS * most_bytes):
                raise _TooLarge
            so_far = max(so_far, first + (1 - first) * done / rung.count)
            told(min(1.0, so_far))

        spent(0, 0)
        try:
            data = _encoded(Reel(card, renderer, rung.width), rung, kind, xmp_of(card, renderer), spent)
        except _TooLarge:
            continue
        if len(data) <= most_bytes:
            return data
    raise UserError("Không thu được ảnh động nhỏ đến thế.", "Hãy chọn mẫu thiệp khác, hoặc gửi ảnh tĩnh.")


def _encoded(reel: "Reel", rung: Rung, kind: str, xmp: bytes, spent: loops.Spent) -> bytes:
    def paint(number: int) -> np.ndarray:
        spent(0, 0)
        return reel.frame(number / rung.count)

    return WRITERS[kind](paint, reel.size, rung.count, rung.delay_ms, rung.fine, spent, xmp)


class Reel:
    """All frames of a card, each painted when it is asked for; two pages lie side by side."""

    def __init__(self, card: Card, renderer: Renderer, width: int) -> None:
        """width: in pixels, of a portrait card; others have as many pixels."""
        units = renderer.size(card)
        density = width * (PORTRAIT / (units[0] * units[1])) ** 0.5
        template = renderer.templates[card.template]
        plan = plan_for(card, template, _motion())
        self.stages = [Stage(scene, renderer, _motion(), plan, density) for scene in renderer.scenes(card)]
        self._gap = round(BETWEEN_PAGES * density)
        self.size = sum(s.width for s in self.stages) + self._gap * (len(self.stages) - 1), self.stages[0].height

    def frame(self, t: float, strength: float = 1.0) -> np.ndarray:
        """The card at t, 0…1 of the loop. (H, W, 3) uint8; strength 0 is the card standing still."""
        image = QImage(*self.size, QImage.Format.Format_RGB32)
        image.fill(DESK)
        with QPainter(image) as p:
            for stage in self.stages:
                stage.paint(p, t, strength)
                p.translate(stage.width + self._gap, 0)
        return np.ascontiguousarray(to_pixels(image)[..., 2::-1])


@lru_cache(maxsize=1)
def _motion() -> Motion:
    return load_motion(assets_dir())
