"""Reference pictures: what every design looks like in every format, small, to notice what changes by accident.

`python -m app.cards.reference [ID…]` paints them anew into tests/data/cards: look at the difference before keeping it.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from app.cards.card import Card
from app.cards.formats import SHAPES
from app.cards.making import with_application
from app.cards.render import Renderer, make_renderer
from app.cards.schema import Template
from app.cards.sheet import MIDDLE, SHORT
from app.errors import UserError
from app.paths import assets_dir

SCALE = 0.125  # 135 pixels for 1080 units
QUALITY = 86
FOLDER = Path("tests", "data", "cards")


def sample(template: Template, format: str) -> Card:
    """The card that stands for a design in a format: palettes and texts by turns."""
    turn, palettes = list(SHAPES).index(format), list(template.palettes)
    body = SHORT if turn % 2 == 0 or format == "bao_li_xi" else MIDDLE
    words = ("Chúc Mừng\nNăm Mới", "Xuân Đinh Mùi 2027", "Bà ngoại kính yêu,", body, "Cháu Lan")
    return Card(template.id, format, palettes[turn % len(palettes)], *words)


def painted(renderer: Renderer, template: Template, format: str) -> np.ndarray:
    """The sample's picture. (H, W, 3) uint8"""
    image = renderer.image(sample(template, format), SCALE).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def strip(renderer: Renderer, template: Template) -> Image.Image:
    """All formats of a design side by side, in the order of formats.SHAPES."""
    pictures = [painted(renderer, template, format) for format in template.formats]
    whole = Image.new("RGB", (sum(each.shape[1] for each in pictures), max(each.shape[0] for each in pictures)), "white")
    x = 0
    for each in pictures:
        whole.paste(Image.fromarray(each), (x, 0))
        x += each.shape[1]
    return whole


def kept(path: Path, renderer: Renderer, template: Template) -> dict[str, np.ndarray]:
    """The pictures of a strip by format; a format whose place the strip lacks is left out."""
    whole, out, x = np.asarray(Image.open(path).convert("RGB")), {}, 0
    for format in template.formats:
        width, height = (round(side * SCALE) for side in renderer.size(sample(template, format)))
        if x + width <= whole.shape[1] and height <= whole.shape[0]:
            out[format] = whole[:height, x : x + width]
        x += width
    return out


def main(arguments: list[str]) -> int:
    application = with_application()
    folder = assets_dir().parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    try:
        renderer = make_renderer(assets_dir())
        for id in arguments or list(renderer.templates):
            strip(renderer, renderer.templates[id]).save(folder / f"{id}.webp", quality=QUALITY, method=6)
            print(folder / f"{id}.webp")
    except (UserError, KeyError) as fault:
        print(fault, file=sys.stderr)
        return 1
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
