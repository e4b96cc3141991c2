"""The measurements that a person has made, as rows for a table or a plot, and as text for a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.paths import assets_dir
from inference.errors import InferenceError
from inference.evaluation.results import Row, listed, rows
from inference.evaluation.vmlu_files import subjects
from inference.evaluation.vmlu_scores import Scores
from inference.models.catalogue import load
from inference.models.entries import Entry
from inference.server.memory import gigabytes

GROUPS = {"STEM": "STEM", "Social Science": "xã hội", "Humanities": "nhân văn", "Other": "khác"}
WAYS = {
    "logprobs": "theo xác suất của chữ cái", "text": "theo chữ viết ra", "none": "không ra chữ cái nào",
    "refused": "máy chủ không nhận (dài quá)",
}  # fmt: skip
COLUMNS = {  # head: (unit, width)
    "VMLU": ("(%)", 8), "STEM": ("", 7), "xã hội": ("", 8), "nhân văn": ("", 10), "khác": ("", 7), "lời chúc": ("(% sạch)", 10),
    "đọc": ("(tok/s)", 9), "viết": ("(tok/s)", 9), "chữ đầu": ("(ms)", 9), "bộ nhớ": ("", 9),
}  # fmt: skip
NAME = 30


def results_dir(home: Path) -> Path:
    """Where results are kept unless somebody says otherwise."""
    return home / "measures"


def measured_rows(folder: Path, home: Path) -> list[Row]:
    """A row a model and machine, best VMLU first, each beside its published score: for the table, and for plots."""
    return rows(listed(folder), known_models(home))


def known_models(home: Path) -> Sequence[Entry]:
    """The catalogue's; the person's own one counts unless it is broken."""
    shipped = assets_dir() / "models.toml"
    try:
        return load(shipped, home / "models.toml").entries
    except InferenceError:
        return load(shipped).entries


def as_table(found: Sequence[Row], entries: Iterable[Entry]) -> str:
    """Every machine's rows under its name, then what others have published, with the source."""
    lines = [_line("", tuple(COLUMNS)), _line("", [unit for unit, _ in COLUMNS.values()])]
    for machine in dict.fromkeys(row.machine for row in found):
        lines.append(f"{machine}:")
        lines += [_line(f"  {_name(row)}", _cells(row)) for row in found if row.machine == machine]
    scored = sorted((entry for entry in entries if entry.vmlu), key=lambda entry: -(entry.vmlu.score if entry.vmlu else 0))
    if scored:
        lines.append("Đã công bố:")
    for entry in scored:
        assert entry.vmlu is not None
        lines.append(_line(f"  {entry.label}", (number(entry.vmlu.score, 2),)))
        lines.append(f"    đọc ngày {entry.vmlu.read:%d/%m/%Y} ở {entry.vmlu.source}")
    return "\n".join(lines)


def _name(row: Row) -> str:
    """The model cut short where it must be; what it was asked never."""
    asked = f" ({row.vmlu_of}, {row.vmlu_count} câu)" if row.vmlu is not None else ""
    return _cut(row.model, NAME - 2 - len(asked)) + asked


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        number(row.vmlu, 2),
        *(number(row.groups.get(group)) for group in GROUPS),
        number(None if row.greetings is None else 100 * row.greetings),
        number(row.prompt_speed, 0),
        number(row.decode_speed),
        number(row.first_token_ms, 0),
        "–" if row.peak_memory is None else gigabytes(row.peak_memory),
    )


def number(value: float | None, places: int = 1) -> str:
    """As Vietnamese writes it; a dash where there is none."""
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",")


def _line(name: str, cells: Sequence[str]) -> str:
    widths = (width for _, width in COLUMNS.values())
    return f"{_cut(name, NAME):<{NAME}}{''.join(f'{cell:>{width}}' for cell, width in zip(cells, widths, strict=False))}".rstrip()


def by_subject(scores: Scores) -> str:
    """All that one run of VMLU gave: subjects in their groups, both averages, how the answers were read."""
    lines = []
    for group, mean in scores.groups.items():
        lines.append(f"{GROUPS[group]}: {number(mean, 2)} %")
        for key, share in scores.subjects.items():
            subject = subjects()[key]
            if subject.group == group:
                lines.append(f"  {key:02} {subject.vietnamese:<46}{share.right:>5}/{share.asked:<5}{number(share.percent):>6} %")
    lines.append(f"Trung bình các môn (như bảng xếp hạng VMLU): {number(scores.average, 2)} %")
    lines.append(f"Trên tất cả {scores.count} câu: {number(scores.micro, 2)} %")
    return "\n".join([*lines, ways(scores.ways)])


def ways(used: Mapping[str, int]) -> str:
    """How the answers were read, each way with its count."""
    return f"Đáp án được đọc: {', '.join(f'{count} câu {WAYS[way]}' for way, count in used.items())}."
