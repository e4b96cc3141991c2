"""The shapes a card comes in: their sizes in design units, on paper in millimetres, and what they say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A size that templates author or that is derived from their portrait one.

    mm: the printed page, None for screens. says: 'all', 'short' (title, and words only if few), 'title' or 'words'.
    zoom: how much larger than in the portrait format letters may be set.
    """

    label: str
    width: int
    height: int
    mm: tuple[float, float] | None = None
    says: str = "all"
    zoom: float = 1.0


AUTHORED = {
    "doc": Shape("Dọc 4:5", 1080, 1350),
    "vuong": Shape("Vuông", 1080, 1080),
    "ngang": Shape("Ngang 16:9", 1920, 1080),
}
DERIVED = {
    "story": Shape("Story 9:16", 1080, 1920, zoom=1.35),
    "a5": Shape("In A5", 1080, 1532, (148.0, 210.0), zoom=1.06),
    "a6": Shape("In A6", 1080, 1522, (105.0, 148.0), zoom=1.06),
    "gap_a5": Shape("A5 gấp đôi", 1080, 1532, (148.0, 210.0), "title", 1.2),
    "bao_li_xi": Shape("Bao lì xì", 1080, 2160, (80.0, 160.0), "short", 1.35),
}
INSIDE = Shape("Trang trong", 1080, 1532, (148.0, 210.0), "words", 1.12)
SHAPES = AUTHORED | DERIVED
FORMAT_LABELS = {id: shape.label for id, shape in SHAPES.items()}
FEW_WORDS = 20  # of an envelope's front
PRINT_DPI = 300
ALWAYS_MOVING, MAY_MOVE = (".gif", ".apng"), (".gif", ".apng", ".png", ".webp")  # files of cards that move
