"""The verse forms as data: syllables to a line, tone patterns, where lines rhyme, and the schemes of stanzas.

A pattern has one letter a syllable: B for bằng, T for trắc, a point for either. Where a line has several metres, the
first is the regular one and the others are licences (biến thể); a line follows the one it breaks least.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metre:
    """One way to set the tones of a line."""

    tones: str
    rhyme: int = 0  # the syllable that takes up the rhyme of the line before; 0: none
    contrast: tuple[int, int] | None = None  # of two bằng syllables one must be ngang and one huyền
    pause: int = 0  # only if the line pauses after this syllable


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of line."""

    label: str  # "câu lục"
    count: int  # syllables
    metres: tuple[Metre, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A verse form: its lines come round in the order of `shapes`.

    `chained`: the end of every line rhymes inside the next one. `schemes`: ends rhyme by stanzas of four lines; "x"
    rhymes with nothing. `couplet`: two lines that answer each other tone by tone, of any length.
    """

    id: str
    label: str
    shapes: tuple[Shape, ...] = ()
    chained: bool = False
    schemes: tuple[str, ...] = ()
    couplet: bool = False
    free_tones: bool = False  # the pattern is advice, not law


LUC = Shape(
    "câu lục",
    6,
    (
        Metre(".B.T.B", 6),
        Metre(".....B", 6, pause=3),  # two halves: "Mai cốt cách, tuyết tinh thần", "Khi tựa gối khi cúi đầu"
    ),
)
BAT = Shape(
    "câu bát",
    8,
    (
        Metre(".B.T.B.B", 6, (6, 8)),
        Metre("...B.T.B", 4, (4, 8)),  # the rhyme moves to the fourth: "Núi che mặt trời chẳng thấy người thương"
    ),
)
THAT_TRAC = Shape("câu thất trên", 7, (Metre("..T.B.T", 5), Metre("..B.B.T", 3), Metre("....B.T", 5)))
THAT_BANG = Shape("câu thất dưới", 7, (Metre("..B.T.B", 5),))

FORMS: Mapping[str, Form] = {
    form.id: form
    for form in (
        Form("luc_bat", "lục bát", (LUC, BAT), chained=True),
        Form("song_that_luc_bat", "song thất lục bát", (THAT_TRAC, THAT_BANG, LUC, BAT), chained=True),
        Form(
            "bon_chu",
            "thơ bốn chữ",
            (Shape("dòng", 4, (Metre(".B.T"), Metre(".T.B"))),),
            schemes=("xaxa", "abab", "abba", "aabb"),
            free_tones=True,
        ),
        Form(
            "nam_chu",
            "thơ năm chữ",
            (Shape("dòng", 5, (Metre(".B.T."), Metre(".T.B."))),),
            schemes=("xaxa", "abab", "abba", "aabb"),
            free_tones=True,
        ),
        Form(
            "bay_chu",
            "thơ bảy chữ",
            (Shape("dòng", 7, (Metre(".B.T.B."), Metre(".T.B.T."))),),
            schemes=("aaxa", "xaxa", "abab", "abba", "aabb"),
        ),
        Form("cau_doi", "câu đối", couplet=True),
    )
}
