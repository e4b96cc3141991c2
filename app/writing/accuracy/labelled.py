"""Raw outputs of a model that a reader has labelled: how often the checker says what the reader says.

One JSON object a line: {"brief": {fields of Brief that differ from its defaults; "pair": ["bà", "cháu"], "details":
[…]}, "text": "…", "label": "gui_duoc" | "khong", "faults": ["what is wrong, in words", …]}. The reader must not have
seen the checker, and reads the brief and the text only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import UserError
from app.knowledge import Knowledge
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import check, fails
from app.writing.smallworld import read_jsonl

GOOD, BAD = "gui_duoc", "khong"


@dataclass(frozen=True)
class Labelled:
    """One text with its brief and the reader's word on it."""

    brief: Brief
    text: str
    good: bool
    faults: tuple[str, ...]  # in the reader's words


def read_labelled(path: Path) -> list[Labelled]:
    """All lines; UserError names one that is not in the format."""
    if not path.is_file():
        raise UserError(f"Không có tệp {path.name}.", "Hãy ghi nhãn các bài theo mẫu trong app/writing/README.md.")
    return [_labelled(row, number) for number, row in enumerate(read_jsonl(path), 1)]


def _labelled(row: Mapping[str, Any], number: int) -> Labelled:
    try:
        fields = dict(row["brief"])
        pair = Pair(*fields.pop("pair"))
        details = tuple(fields.pop("details", ()))
        brief = Brief(pair=pair, details=details, **fields)
        if row["label"] not in (GOOD, BAD):
            raise ValueError(row["label"])
        return Labelled(brief, row["text"], row["label"] == GOOD, tuple(row.get("faults", ())))
    except (KeyError, TypeError, ValueError) as fault:
        raise UserError(
            f"Dòng {number} của tệp nhãn không đúng mẫu: {fault}.", f'Nhãn là "{GOOD}" hoặc "{BAD}".'
        ) from fault


def measure_labelled(path: Path, knowledge: Knowledge) -> str:
    """The share of bad texts that fail and of good ones that pass, and every disagreement to be read."""
    rows = read_labelled(path)
    found = {id(row): check(row.text, row.brief, knowledge) for row in rows}
    good, bad = [row for row in rows if row.good], [row for row in rows if not row.good]
    stopped = [row for row in good if fails(found[id(row)])]
    missed = [row for row in bad if not fails(found[id(row)])]
    lines = [
        f"Bài không gửi được: {len(bad)}, tìm thấy {_share(len(bad) - len(missed), len(bad))}.",
        f"Bài gửi được: {len(good)}, báo nhầm {_share(len(stopped), len(good))}.",
    ]
    for row in stopped:
        reasons = "; ".join(finding.reason for finding in found[id(row)] if finding.severity == "loi")
        lines.append(f"\nBáo nhầm: {row.text}\n  {reasons}")
    lines += [f"\nBỏ sót: {row.text}\n  Người đọc: {'; '.join(row.faults)}" for row in missed]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
