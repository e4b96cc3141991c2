"""Rules of a card about taste: what one does not say on such a day, and phrases that everybody uses piled up."""

from collections import Counter
from collections.abc import Iterator

from app.writing.brief import Brief
from app.writing.finding import Checks, Finding, Rule, any_of, folded

MANY = 3  # stock phrases in one text


def _taboo(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Death at a birthday, parting at a wedding, ruin at an opening: unless a detail speaks of it or it is denied."""
    given = folded(" ".join(brief.details))
    for taboo in checks["taboo"].values():
        if brief.occasion not in taboo["occasions"]:
            continue
        for hit in any_of(tuple(taboo["words"])).finditer(text):
            before = text[max(0, hit.start() - 20) : hit.start()].lower().split()
            denied = set(before) & set(checks["denials"])
            if not denied and folded(hit[0]) not in given:
                yield Finding(
                    "kieng", hit.start(), hit.end(), f"Người ta kiêng nói “{hit[0]}” {taboo['reason']}.", "loi"
                )


def _stock(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """The same stock phrase twice is a fault; several different ones are a remark."""
    hits = list(any_of(tuple(checks["stock"])).finditer(text))
    counts = Counter(hit[0].lower() for hit in hits)
    again = [hit for hit in hits if counts[hit[0].lower()] > 1]
    if again:
        last = again[-1]
        yield Finding("sao_rong", last.start(), last.end(), f"Câu quen “{last[0]}” lặp lại.", "loi")
    elif len(counts) >= MANY:
        last = hits[-1]
        yield Finding("sao_rong", last.start(), last.end(), "Nhiều câu chúc quen tai liền nhau, lời dễ nhạt.", "nhac")


TASTE_RULES: tuple[Rule, ...] = (_taboo, _stock)
