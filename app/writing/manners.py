"""How each model is asked and judged: Mầm by the lines it was trained on, every other by instructions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.check_mam import mam_findings
from app.writing.finding import Checks, Finding

VERSE_REASON = "Mầm chưa làm được thơ: hãy dùng bài trong kho lời chúc, hoặc chọn một mô hình lớn hơn."
WRITING_REASON = "Yêu cầu này vượt sức Mầm; một mô hình lớn hơn (từ 3 tỉ tham số) sẽ viết đủ các ý."
CARD_REASON = "Mầm chưa viết trọn ý này: hãy sửa chỗ gạch chân, ghi chi tiết ngắn hơn, hoặc chọn một mô hình lớn hơn."
BEYOND_WORDS = 34  # e-mail briefs longer than this are beyond the embedded model


@dataclass(frozen=True)
class Manner:
    """How a model is asked and judged: its sampling, and the spare drafts written unseen beside those on show.

    `instructed` models get assets/prompts by name, and are bound to what their server can bind them to; `room` times the
    tokens that Mầm needs. A text whose weakest stretch (app.writing.confidence) has a lower mean logprob than `sure` counts
    as faulty; `rules` are asked of this model's texts beside the checker's.
    """

    instructed: bool
    sampling: Mapping[str, Any]
    spares: int
    room: int
    sure: float
    rules: Callable[[str, Brief, Checks], tuple[Finding, ...]]


# Only tokens at least a fifth as likely as the likeliest: the choice between clauses stays free, the middle of one does
# not (min-p sampling, Nguyen et al. 2024).
EMBEDDED = Manner(
    instructed=False,
    sampling={"temperature": 1.0, "top_p": 1.0, "min_p": 0.2, "logprobs": True},
    spares=9,
    room=1,
    sure=-0.55,
    rules=mam_findings,
)
OTHER = Manner(
    instructed=True,
    sampling={"temperature": 0.8, "top_p": 0.95},
    spares=0,
    room=2,  # a vocabulary made for English has up to 2.5 tokens a syllable, Mầm's 1.2
    sure=float("-inf"),
    rules=lambda _text, _brief, _checks: (),
)


def is_mam(model: str) -> bool:
    """Whether a model's name is that of the embedded one, which has its own prompt."""
    return fold(model).startswith("mam")


def manner(model: str) -> Manner:
    """How a model of this name is asked."""
    return EMBEDDED if is_mam(model) else OTHER


def beyond(brief: Brief, model: str) -> Finding | None:
    """Why the embedded model can not be expected to do this well, or None."""
    if not is_mam(model):
        return None
    if brief.kind == "thiep":
        return Finding("qua_suc", 0, 0, VERSE_REASON, "nhac") if brief.form != "loi_chuc" else None
    return Finding("qua_suc", 0, 0, WRITING_REASON, "nhac") if len(brief.note.split()) > BEYOND_WORDS else None


def beyond_reason(brief: Brief) -> str:
    """What a person can do when the embedded model wrote nothing without a fault."""
    return CARD_REASON if brief.kind == "thiep" else WRITING_REASON
