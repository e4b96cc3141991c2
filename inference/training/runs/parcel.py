"""What travels to the machine that trains: `python -m inference.training.runs.parcel` fills INPUTS and weighs it.

    … parcel INPUTS --corpus CORPUS --train train.jsonl --heldout heldout.jsonl [--tokenizer FOLDER] [--dry-run]
    … parcel INPUTS --corpus CORPUS … --checkpoint FILES     for leg 2 on a machine that knows nothing of leg 1

Repository, tokenizer, pairs and checkpoint travel whole; the text fills what they leave, the most useful first, the
last file cut between documents.
"""

import argparse
import json
import lzma
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from inference.errors import InferenceError
from inference.training.corpus import read_pieces
from inference.training.runs.recipe import TRAVEL
from inference.training.tokenizer import sample, train_tokenizer

ROOT = Path(__file__).resolve().parents[3]
MARGIN = 2**20  # what packing the files for the journey may add
TEXTS = ("ca_dao", "truyen_kieu", "tatoeba", "novels", "wiki", "law", "traffic_law")
STRONGEST = 9 | lzma.PRESET_EXTREME
SAMPLED = 20  # a dry run compresses every twentieth line


def repository_bytes(root: Path) -> int:
    """Bytes of what git would carry: tracked files and new ones that it does not ignore."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
        paths = [root / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = list(root.rglob("*"))
    return sum(path.stat().st_size for path in paths if path.is_file())


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def pack_pairs(source: Path, target: Path) -> None:
    """Prompts and answers alone, compressed."""
    with lzma.open(target, "wt", encoding="utf-8", preset=STRONGEST) as file:
        file.writelines(_bare_lines(source))


def pairs_bytes(source: Path) -> int:
    """More than `pack_pairs` writes, by half at 100,000 lines: lines far apart have less in common."""
    lines = "".join(line for n, line in enumerate(_bare_lines(source)) if n % SAMPLED == 0)
    return len(lzma.compress(lines.encode(), preset=STRONGEST)) * SAMPLED


def _bare_lines(source: Path) -> Iterator[str]:
    with source.open(encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            yield json.dumps({"prompt": item["prompt"], "answer": item["answer"]}, ensure_ascii=False) + "\n"


def checkpoint_files(left: Path | None) -> list[Path]:
    """Of what leg 1 left, what leg 2 needs."""
    return sorted([*left.glob("checkpoint.*"), *left.glob("metrics.csv")]) if left else []


def choose_texts(corpus: Path, room: int) -> dict[str, float]:
    """Which share of each file's bytes travels, when `room` bytes are left."""
    chosen = {}
    for name in TEXTS:
        path = corpus / f"{name}.txt.xz"
        size = path.stat().st_size if path.exists() else 0
        if size and room > 0:
            chosen[name] = min(1.0, room / size)
            room -= size
    return chosen


def pack_text(source: Path, target: Path, share: float) -> None:
    """The file, or its first documents."""
    if share == 1.0:
        shutil.copyfile(source, target)
        return
    pieces = list(read_pieces(source))
    kept = pieces[: int(len(pieces) * share * 0.97)]  # compressed anew, a piece may cost a little more
    with lzma.open(target, "wt", encoding="utf-8", preset=STRONGEST) as file:
        file.write("\n\n".join(kept))


def pack_tokenizer(given: Path | None, corpus: Path, greetings: Path, target: Path) -> None:
    if given is None:
        labels = [ROOT / "inference" / "training" / "prompt_labels.txt"]
        train_tokenizer(sample(corpus, greetings, labels)).save(target, context=1024)
    else:
        target.mkdir(parents=True, exist_ok=True)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(given / name, target / name)


def pack(args: argparse.Namespace) -> None:
    """Fills the folder anew, and fails if it then weighs too much. A checkpoint keeps the tokenizer it was made with."""
    for name in ("text", "checkpoint"):
        shutil.rmtree(args.inputs / name, ignore_errors=True)
    (args.inputs / "text").mkdir(parents=True)
    tokenizer = args.inputs / "tokenizer"
    if args.tokenizer or not (args.checkpoint and tokenizer.exists()):
        pack_tokenizer(args.tokenizer, args.corpus, args.greetings, tokenizer)
    for name, source in (("train", args.train), ("heldout", args.heldout)):
        if source:
            pack_pairs(source, args.inputs / f"{name}.jsonl.xz")
    for path in checkpoint_files(args.checkpoint):
        (args.inputs / "checkpoint").mkdir(exist_ok=True)
        shutil.copyfile(path, args.inputs / "checkpoint" / path.name)
    room = args.cap - MARGIN - args.repository - folder_bytes(args.inputs)
    for name, share in choose_texts(args.corpus, room).items():
        pack_text(args.corpus / f"{name}.txt.xz", args.inputs / "text" / f"{name}.txt.xz", share)
    weigh(args.inputs, args.repository, args.cap)


def weigh(inputs: Path, repository: int, cap: int) -> None:
    """Prints what travels now, file by file, against the cap."""
    lines = {"the repository": repository}
    lines |= {str(p.relative_to(inputs)): p.stat().st_size for p in sorted(inputs.rglob("*")) if p.is_file()}
    _print(lines, cap)
    if sum(lines.values()) > cap - MARGIN // 2:
        raise InferenceError("Hành lý quá nặng.", "Bớt văn bản hoặc ví dụ đi.")


def foresee(args: argparse.Namespace) -> None:
    """Prints what `pack` would make, from sizes and samples, and writes nothing."""
    lines = {"the repository": args.repository}
    lines["tokenizer"] = folder_bytes(args.tokenizer) if args.tokenizer else 600_000
    lines |= {f"{path.name}.xz (at most)": pairs_bytes(path) for path in (args.train, args.heldout) if path}
    lines |= {f"checkpoint/{path.name}": path.stat().st_size for path in checkpoint_files(args.checkpoint)}
    for name, share in choose_texts(args.corpus, args.cap - MARGIN - sum(lines.values())).items():
        size = (args.corpus / f"{name}.txt.xz").stat().st_size
        lines[f"text/{name}.txt.xz" + ("" if share == 1.0 else f" (its first {share:.0%})")] = int(size * share)
    _print(lines, args.cap)


def _print(lines: dict[str, int], cap: int) -> None:
    total = sum(lines.values())
    for name, size in lines.items():
        print(f"{size:>12,}  {name}")
    print(f"{total:>12,}  of {cap:,} bytes may travel ({total / cap:.1%})")


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt.xz")
    parser.add_argument("--greetings", type=Path, default=ROOT / "assets" / "library", help="folder of *.jsonl")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--heldout", type=Path)
    parser.add_argument("--tokenizer", type=Path, help="folder of a trained tokenizer (default: trained now)")
    parser.add_argument("--checkpoint", type=Path, help="folder of what leg 1 left")
    parser.add_argument("--cap", type=int, default=TRAVEL, help="bytes that may travel, the repository counted in")
    parser.add_argument("--dry-run", action="store_true", help="only say what would travel")
    args = parser.parse_args(argv)
    args.repository = repository_bytes(ROOT)
    (foresee if args.dry_run else pack)(args)


if __name__ == "__main__":
    main()
