"""Moving cards: loops without a seam, in small files, calm; words and what a person put there stay where they are."""

import io
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF

from app.cards.animate import LADDERS, MOST_BYTES, Cancelled, Reel, Rung, animate, animation
from app.cards.card import Card
from app.cards.items import Code, Frame
from app.cards.motifs import MOTIFS
from app.cards.motion import LOOP_MS, load_motion, plan_for
from app.cards.render import Renderer
from app.cards.sheet import MIDDLE
from app.errors import UserError
from app.paths import assets_dir
from tests.app.cards.conftest import pixels

CARD = Card("tet", "doc", "", "Chúc Mừng\nNăm Mới", "Xuân Đinh Mùi", "Bà ngoại kính yêu,", MIDDLE, "Cháu Ngọc Ánh")
QUICK = (Rung(216, 400, 64),)  # ten small frames
MOTION = load_motion(assets_dir())
SOME = ("tet", "sinh_nhat", "gs_thong_tuyet", "cho_noi", "sinh_em_be", "ha_long_buom")


def card_of(template: str, **changes) -> Card:
    return replace(CARD, template=template, **changes)


def quick(card: Card, kind: str, renderer: Renderer, **how) -> bytes:
    return animation(card, kind, renderer, how.pop("told", lambda _share: None), threading.Event(), ladder=QUICK, **how)


def test_the_table_names_kinds_and_designs_that_there_are(renderer) -> None:
    assert set(MOTION.motif) | set(MOTION.gone) | set(MOTION.live) <= set(MOTIFS)
    assert {*MOTION.design.values(), *MOTION.words.values(), *MOTION.occasion.values()} <= {"", *MOTION.fall}
    assert set(renderer.templates) == set(MOTION.design)


@pytest.mark.parametrize("template", SOME)
def test_the_end_of_a_loop_meets_its_beginning(renderer, template) -> None:
    reel = Reel(card_of(template), renderer, 216)
    first, last, end = (reel.frame(t).astype(int) for t in (0.0, 0.99, 1.0))
    assert np.abs(end - first).max() <= 2
    assert np.abs(last - first).mean() < 1.5


@pytest.mark.parametrize("template", SOME)
def test_something_moves_but_not_much(renderer, template) -> None:
    reel = Reel(card_of(template), renderer, 216)
    moved = np.abs(reel.frame(0.1).astype(int) - reel.frame(0.6)).max(-1)
    assert 0.001 < (moved > 16).mean() < 0.25


@pytest.mark.parametrize("template", [*SOME, "nam_moi_cau_rong", "tho_cam", "tet_ga_dong_ho"])
def test_standing_still_it_is_the_card(renderer, template) -> None:
    """But for what is in the air of the still card, which gives way to what moves. Half scale is painted, not shrunk."""
    reel = Reel(card_of(template), renderer, 540)
    still = pixels(renderer.image(card_of(template), reel.stages[0].density))[..., :3].astype(int)
    assert np.abs(reel.frame(0.0, strength=0.0) - still).mean() < 0.8


def test_words_never_move(renderer) -> None:
    """Letters of plain ink, which no light crosses, differ by the faint petals behind them at most."""
    card = card_of("nha_giao")
    reel = Reel(card, renderer, 432)
    still = reel.frame(0.0, strength=0.0).astype(int)
    box = next(run.rect for run in renderer.scene(card).placed.runs if run.field == "body")
    top, bottom, left, right = (round(v * reel.stages[0].density) for v in (box.top(), box.bottom(), box.left(), box.right()))
    ink = still[top:bottom, left:right].sum(-1) < 300
    assert ink.sum() > 500
    for t in (0.15, 0.4, 0.65, 0.9):
        assert np.abs(reel.frame(t) - still)[top:bottom, left:right][ink].max() < 12


def test_what_a_person_put_there_is_before_everything(renderer) -> None:
    frame = Frame(400, 900, 300, 300)
    reel = Reel(card_of("sinh_nhat", items=(Code(id=1, frame=frame, content="https://loihay.vn"),)), renderer, 432)
    box = QRectF(frame.x + 10, frame.y + 10, 280, 280)
    k = reel.stages[0].density
    area = slice(round(box.top() * k), round(box.bottom() * k)), slice(round(box.left() * k), round(box.right() * k))
    assert all(np.array_equal(reel.frame(t)[area], reel.frame(0.0, strength=0.0)[area]) for t in (0.2, 0.5, 0.8))


@pytest.mark.parametrize(
    ("template", "title", "body"),
    [("chia_buon", "", ""), ("sinh_nhat", "Thành Kính\nChia Buồn", ""), ("tet", "", "Xin được chia buồn cùng gia đình.")],
)
def test_mourning_has_nothing_in_the_air(renderer, template, title, body) -> None:
    card = Card(template, title=title, body=body)
    plan = plan_for(card, renderer.templates[template], MOTION)
    assert plan.quiet and plan.fall is None
    reel = Reel(card, renderer, 216)
    steps = [np.abs(reel.frame(t).astype(int) - reel.frame(t + 0.02)).max() for t in (0.1, 0.35, 0.6)]
    assert max(steps) <= 8  # nothing but a slow glow


def test_a_design_that_nobody_spoke_of_moves_by_its_title_or_its_occasion(renderer) -> None:
    unknown = replace(renderer.templates["sinh_nhat"], id="moi")
    assert plan_for(Card("moi", title="Giáng Sinh\nAn Lành"), unknown, MOTION).fall == MOTION.fall["tuyet"]
    assert plan_for(Card("moi", title="Gửi bạn"), unknown, MOTION).fall == MOTION.fall["hoa_giay"]


def test_the_same_card_gives_the_same_file(renderer) -> None:
    assert quick(CARD, "gif", renderer) == quick(CARD, "gif", renderer)


@pytest.mark.parametrize("kind", ["gif", "webp", "apng"])
def test_a_loop_is_read_by_others(renderer, kind) -> None:
    data = quick(CARD, kind, renderer)
    assert "Chúc Mừng Năm Mới".encode() in data and b">vi<" in data  # its metadata
    with Image.open(io.BytesIO(data)) as image:
        assert (image.n_frames, image.size) == (10, (216, 270))
        assert image.info["loop"] == 0
        total = 0.0
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            total += image.info["duration"]
        assert total == LOOP_MS
        reel = Reel(CARD, renderer, 216)
        assert np.abs(np.asarray(image.convert("RGB")).astype(int) - reel.frame(0.9)).mean() < 9


def test_a_slow_glow_stays_smooth_in_a_webp(renderer) -> None:
    """Every frame that others decode is the painted one, everywhere."""
    card = Card("chia_buon", title="Thành Kính\nChia Buồn")
    reel = Reel(card, renderer, 216)
    with Image.open(io.BytesIO(quick(card, "webp", renderer))) as image:
        for number in range(image.n_frames):
            image.seek(number)
            off = np.abs(np.asarray(image.convert("RGB")).astype(int) - reel.frame(number / 10)).mean(-1)
            assert off.mean() < 4 and off.reshape(27, 10, 27, 8).mean((1, 3)).max() < 16


def test_every_rung_is_a_loop_of_four_seconds_at_most() -> None:
    for ladder in LADDERS.values():
        assert all(rung.count * rung.delay_ms <= LOOP_MS for rung in ladder)
        assert all(rung.delay_ms % 10 == 0 for rung in LADDERS["gif"])


def test_a_busy_design_fits_into_the_limit(renderer) -> None:
    """A sixth of the frames of the first rung, in as large a picture, takes much less than a sixth of five megabytes."""
    data = animation(CARD, "gif", renderer, lambda _share: None, threading.Event(), ladder=(Rung(540, 440, 255),))
    assert len(data) < MOST_BYTES / 6


def test_what_is_too_large_becomes_smaller(renderer) -> None:
    ladder = (Rung(432, 400, 255), Rung(216, 400, 64))
    shares: list[float] = []
    data = animation(CARD, "gif", renderer, shares.append, threading.Event(), 120_000, ladder)
    with Image.open(io.BytesIO(data)) as image:
        assert image.size[0] == 216
    assert shares == sorted(shares) and shares[-1] == 1.0
    with pytest.raises(UserError):
        animation(CARD, "gif", renderer, lambda _share: None, threading.Event(), 1_000, QUICK)


@pytest.mark.parametrize("name", ["thiep.gif", "thiep.webp", "thiep.png"])
def test_stopping_leaves_no_file(renderer, tmp_path: Path, name: str) -> None:
    cancel, heard = threading.Event(), []

    def told(share: float) -> None:
        heard.append(share)
        if share > 0:
            cancel.set()

    with pytest.raises(Cancelled):
        animate(card_of("tet_con_giap"), tmp_path / name, renderer, told=told, cancel=cancel)
    assert not list(tmp_path.iterdir())
    assert 0 < max(heard) < 0.1


def test_other_suffixes_are_refused(renderer, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        animate(CARD, tmp_path / "thiep.mp4", renderer)


def test_two_pages_lie_side_by_side(renderer) -> None:
    card = replace(CARD, format="gap_a5")
    reel = Reel(card, renderer, 216)
    assert len(reel.stages) == 2
    assert reel.size[0] == sum(stage.width for stage in reel.stages) + reel._gap
    assert reel.frame(0.3).shape[:2] == reel.size[::-1]
