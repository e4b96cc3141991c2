"""From a brief and its words to a card in a file: what the command line does, with no window."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cards.card import Card
from app.cards.formats import ALWAYS_MOVING, MAY_MOVE
from app.cards.imposition import MARGIN, OWN_SIZE, PAPERS, Setup
from app.cards.shelf import Shelf
from app.errors import UserError
from app.files import write_whole
from app.knowledge import Knowledge
from app.paths import assets_dir
from app.viet.canchi import year_name
from app.writing.brief import Brief, choose

if TYPE_CHECKING:
    from app.cards.render import Renderer

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".pdf", ".gif", ".apng", ".eml")
SCALES = (0.25, 4.0)


def card_for(
    brief: Brief,
    text: str,
    knowledge: Knowledge,
    templates: Shelf,
    *,
    template: str | None = None,
    palette: str | None = None,
    format: str = "doc",
) -> Card:
    """The card of a brief: title and kicker from the occasion, salutation and signature from the brief.

    template, palette and format are ids or labels; UserError suggests the nearest for an unknown one.
    None takes the occasion's template, and the template's first palette.
    """
    occasion = knowledge.occasions[brief.occasion]
    labels = {id: each.label for id, each in templates.headers.items()}
    chosen = templates[choose(template if template is not None else occasion.template, labels, "mẫu thiệp")]
    palettes = {id: each.label for id, each in chosen.palettes.items()}
    return Card(
        template=chosen.id,
        format=choose(format, {id: each.label for id, each in chosen.formats.items()}, "khổ thiệp"),
        palette=choose(palette, palettes, "bảng màu") if palette is not None else next(iter(palettes)),
        title=occasion.title,
        kicker=occasion.kicker.format(nam=year_name(brief.year), nam_so=brief.year),
        opening=f"{brief.opening.rstrip(' ,')}," if brief.opening else "",
        body=text,
        signature=brief.sender,
    )


def check_target(path: Path) -> None:
    """Refuse, before any slow work, a file that could not be written; UserError says why."""
    folder = path.parent
    try:
        names_folder = path.is_dir()
        there = folder.is_dir()
        blocked = there and not all(os.access(place, os.W_OK) for place in (folder, path) if place.exists())
    except (OSError, ValueError) as fault:  # a name too long, a NUL character
        raise UserError("Không dùng được tên tệp này.", "Hãy chọn một tên ngắn và đơn giản.") from fault
    if names_folder:
        raise UserError(f"“{path}” là một thư mục.", "Hãy thêm tên tệp, ví dụ thiep.png.")
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(f"Chưa biết lưu thiệp ra “{path.name}”.", "Hãy dùng đuôi .png, .jpg, .webp, .pdf, .gif hoặc .eml.")
    if not there:
        raise UserError(f"Không có thư mục “{folder}”.", "Hãy tạo thư mục ấy, hoặc chọn chỗ khác.")
    if blocked:
        raise UserError(f"Không được phép ghi vào “{folder}”.", "Hãy chọn thư mục khác.")


def check_scale(scale: float) -> None:
    """UserError unless a card can be drawn at this scale."""
    low, high = SCALES
    if not low <= scale <= high:
        raise UserError("Cỡ ảnh phải từ 0,25 đến 4 lần.", "Ví dụ: --scale 2.")


def check_moving(out: Path, moving: bool, scale: float, sheet: str | None) -> bool:
    """Whether the file will be an animation: asked for, or of a kind that always is; UserError for what does not go together."""
    suffix = out.suffix.lower()
    if moving and suffix not in MAY_MOVE:
        raise UserError(f"“{out.name}” không chứa được ảnh động.", "Hãy dùng đuôi .gif, .webp hoặc .png.")
    moves = moving or suffix in ALWAYS_MOVING
    if moves and scale != 1.0:
        raise UserError("Ảnh động tự chọn cỡ để tệp nhẹ.", "Hãy bỏ --scale.")
    if moves and sheet is not None:
        raise UserError("Ảnh động không in ra giấy được.", "Hãy bỏ --sheet, hoặc lưu ra tệp PDF.")
    return moves


def check_sheet(out: Path, sheet: str | None, copies: int, *, bleed: bool, marks: bool) -> Setup | None:
    """How to print on sheets of that paper, None when no paper is named; UserError for what does not go together."""
    if sheet is None:
        if copies > 1 or bleed or marks:
            raise UserError("--copies, --bleed và --marks chỉ dùng khi in ra tờ giấy.", "Hãy thêm --sheet a4.")
        return None
    if out.suffix.lower() != ".pdf":
        raise UserError("Tờ để in phải là tệp PDF.", "Ví dụ: --out thiep.pdf.")
    papers = {paper: paper.upper() for paper in PAPERS} | {OWN_SIZE: "vừa khổ thiệp"}
    paper = choose(sheet, papers, "khổ giấy")
    margin = 0.0 if paper == OWN_SIZE else MARGIN
    return Setup(paper, copies, bleed=bleed, cut_marks=marks, fold_marks=marks, margin=margin)


def check_card(
    brief: Brief,
    knowledge: Knowledge,
    out: Path,
    *,
    template: str | None = None,
    palette: str | None = None,
    format: str = "doc",
    scale: float = 1.0,
) -> None:
    """Everything that can be refused before the words are written; UserError says what."""
    check_target(out)
    check_scale(scale)
    card_for(brief, "", knowledge, Shelf(assets_dir()), template=template, palette=palette, format=format)


def make_card(
    brief: Brief,
    text: str,
    knowledge: Knowledge,
    out: Path,
    *,
    template: str | None = None,
    palette: str | None = None,
    format: str = "doc",
    scale: float = 1.0,
    sheet: Setup | None = None,
    moving: bool = False,
) -> Path:
    """Draw the card and save it by its suffix, moving, or on sheets of paper, with no display.

    Says on stderr when the words are too many to read well.
    """
    from app.cards.animate import animate
    from app.cards.export import export
    from app.cards.mail import save_mail
    from app.cards.render import make_renderer

    check_target(out)
    check_scale(scale)
    application = with_application()
    renderer = make_renderer(assets_dir())
    card = card_for(brief, text, knowledge, renderer.templates, template=template, palette=palette, format=format)
    if renderer.too_small(card):
        print("Lời dài so với tấm thiệp nên chữ sẽ rất nhỏ; hãy rút bớt vài câu.", file=sys.stderr)
    if sheet:
        _save_sheets(card, out, renderer, sheet)
    elif moving:
        animate(card, out, renderer)
    elif out.suffix.lower() == ".eml":
        save_mail(card, out, renderer)
    else:
        export(card, out, renderer, scale=scale)
    del application
    return out.resolve()


def _save_sheets(card: Card, out: Path, renderer: "Renderer", setup: Setup) -> None:
    from app.cards.print_sheets import sheets_for, sheets_pdf

    scale = sheets_for([card], renderer, setup)[0].scale
    if scale < 1:
        print(f"Thiệp in ra còn {scale:.0%} khổ để vừa tờ giấy.".replace("%", " %"), file=sys.stderr)
    write_whole(out, sheets_pdf([card], renderer, setup))


def with_application() -> object:
    """The QGuiApplication that drawing needs: the running one, or a new one that shows nothing. Keep the result."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.instance() or QGuiApplication(["loihay", "-platform", "offscreen"])
