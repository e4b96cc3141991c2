"""Counts what the training pairs are made of and, given a folder, what was made: `python -m app.writing.census [OUT]`."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.paths import assets_dir
from app.writing.letters import patterns
from app.writing.library import Library
from app.writing.note_table import NoteTable, note_table
from app.writing.source import Row, Source, open_source

SHORT = 15  # syllables of a short message
THIN = {"mo_dau": 5, "chuc": 8, "ngan": 4, "ket": 4}


def clause_counts(source: Source, table: NoteTable, folder: Path) -> dict[str, int]:
    """How many sentences, clauses and things are written by hand."""
    kinds = table.kinds.values()
    own = patterns(folder)
    return {
        "mệnh đề của văn phạm": sum(len(c.texts) for clauses in source.world.clauses.values() for c in clauses),
        "câu dệt chi tiết": sum(len(frame.texts) for kind in kinds for frame in (*kind.frames, *kind.cases)),
        "chủ đề": sum(len(kind.topics) for kind in kinds),
        "câu của chủ đề": sum(len(f.texts) for kind in kinds for topic in kind.topics for f in topic.frames),
        "mệnh đề chi tiết": sum(len(c) for kind in kinds for c in (*kind.clauses.values(), *(x.clauses for x in kind.cases))),
        "thư mẫu": sum(1 if isinstance(pattern["text"], str) else len(pattern["text"]) for pattern in own),
        "lời nhắn của thư mẫu": sum(len(pattern["notes"]) for pattern in own),
        "thứ trong danh sách": sum(map(len, source.world.lists.values())),
        "bài của kho lời": len(Library.load(assets_dir() / "library").items),
    }


def holes(source: Source) -> Iterator[tuple[str, str]]:
    """(occasion, group) that are offered but have too few clauses for a greeting."""
    for occasion in source.knowledge.occasions.values():
        for group in occasion.groups or source.knowledge.groups:
            if not source.world.covers(occasion.id, group):
                yield occasion.id, group


def thin(source: Source) -> Iterator[tuple[str, str, str, int]]:
    """(occasion, group, slot, count) where there are few clauses to choose from."""
    for occasion in source.knowledge.occasions.values():
        for group in occasion.groups or source.knowledge.groups:
            for slot, least in THIN.items():
                count = source.world.count(slot, occasion.id, group)
                if count < least:
                    yield occasion.id, group, slot, count


def made(rows: Sequence[Row]) -> Iterator[tuple[str, object]]:
    """What a file of rows holds."""
    cards = [row for row in rows if row["kind"] == "thiep"]
    told = [dict(line.partition(": ")[::2] for line in row["prompt"].splitlines()) for row in cards]
    names = Counter(lines["Tên"] for lines in told if "Tên" in lines)
    notes = Counter(len(lines.get("Chi tiết", "").split("; ")) if "Chi tiết" in lines else 0 for lines in told)
    yield "dòng", len(rows)
    yield "khác nhau", len({(row["prompt"], row["answer"]) for row in rows})
    yield "thể loại", dict(Counter(row["kind"] for row in rows))
    yield "viết lại", dict(Counter(row["prompt"].splitlines()[0] for row in rows if row["kind"] == "viet_lai"))
    yield "giọng", dict(Counter(lines.get("Giọng") for lines in told))
    yield "độ dài", dict(Counter(lines.get("Dài") for lines in told))
    yield "số chi tiết", dict(sorted(notes.items()))
    yield "ngắn mà nhiều chi tiết", sum("; " in lines.get("Chi tiết", "") for lines in told if lines.get("Dài") == "ngắn")
    yield f"tin nhắn không quá {SHORT} tiếng", sum(len(row["answer"].split()) <= SHORT for row in cards)
    yield "dịp × người × cặp", len({(r["occasion"], line["Cho"], line["Gọi"], line["Xưng"]) for r, line in zip(cards, told, strict=True)})
    yield "tên khác nhau", f"{len(names)}, hay gặp nhất {names.most_common(5)}"


def main(argv: list[str] | None = None) -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.census", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="a folder that app.writing.dataset wrote")
    parser.add_argument("--thin", action="store_true", help="also where there are few clauses")
    given = parser.parse_args(argv)
    source = open_source(assets_dir())
    for what, count in clause_counts(source, note_table(), assets_dir() / "smallworld").items():
        print(f"{count:7,} {what}")
    print("chỗ trống:", *(list(holes(source)) or ["không"]))
    if given.thin:
        print(*thin(source), sep="\n")
    for path in sorted(given.out.glob("*.jsonl")) if given.out else ():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        print(f"\n{path.name}", *(f"  {what}: {count}" for what, count in made(rows)), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
