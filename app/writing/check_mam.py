"""What is asked of the embedded model alone: its plain sentences must serve the day, and do more than quote a detail."""

import re
from collections.abc import Iterator

from app.writing.brief import Brief
from app.writing.finding import Checks, Finding, any_of

END = re.compile(r"\s*[.!]")
HEAD = re.compile(r"(?:^|[.!?]\s)\s*(?:còn )?$")


def mam_findings(text: str, brief: Brief, checks: Checks) -> tuple[Finding, ...]:
    """Faults of a card that Mầm wrote, beside the checker's."""
    return () if brief.kind != "thiep" else (*_only_quoted(text, brief, checks), *_missing_act(text, brief, checks))


def _only_quoted(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """ "Viết mấy dòng này, con nhớ chuyện …" suits a memory or a habit, and hardly a thank-you, an excuse or news."""
    lower = text.lower()
    memory = any_of(tuple(checks["details"]["memories"]))
    for detail in brief.details:
        quoted = f"chuyện {detail.lower().strip(' .!')}"
        at = lower.find(quoted)
        if at < 0:
            continue
        unfinished = HEAD.search(lower[:at]) and END.match(text, at + len(quoted))
        if unfinished or not memory.search(detail):
            reason = "Chi tiết này mới chỉ được nhắc lại nguyên văn: hãy sửa câu cho đúng ý bạn."
            yield Finding("ke_lai", at, at + len(quoted), reason, "loi")


def _missing_act(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A card of thanks without thanks, a wedding card that could be for any day."""
    words = checks["acts"].get(brief.occasion)
    if words and brief.form == "loi_chuc" and not any_of(tuple(words)).search(text):
        yield Finding("thieu_dip", 0, 0, "Lời chúc chưa nói đến dịp này.", "loi")
