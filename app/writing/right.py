"""Whether a greeting of the grammar may be learnt from: the checker passes it, it serves its day and wishes something."""

from app.knowledge import Knowledge
from app.writing.brief import Brief
from app.writing.check import check, fails
from app.writing.check_mam import serves_day
from app.writing.finding import Checks, any_of


def right(text: str, brief: Brief, knowledge: Knowledge) -> bool:
    """Whether nothing is wrong with it for this brief."""
    checks = knowledge.checks
    if not serves_day(text, brief, checks) or not wishes(text, brief, checks):
        return False
    return not invents(text, brief, checks) and not fails(check(text, brief, knowledge))


def wishes(text: str, brief: Brief, checks: Checks) -> bool:
    """Whether it wishes something, where that is due."""
    return brief.occasion in checks["wishes"]["not_on"] or any_of(tuple(checks["wishes"]["words"])).search(text) is not None


def invents(text: str, brief: Brief, checks: Checks) -> bool:
    """Whether flowers are sent of which no detail tells."""
    told = " ".join(brief.details).lower().split()
    hits = any_of(tuple(checks["props"]["words"])).finditer(text)
    return any(hit[0].lower().split()[-1] not in told for hit in hits)
