"""How well a model writes: `python -m app.writing.evaluation --model FILE.gguf`, or `--url http://… --model-name …`.

Every request of assets/evaluation/briefs.jsonl is answered by one raw sample and by the composer as a person gets it
(spare drafts, checks, rewriting). The library never counts. JSON comes out, a table and `--texts` go to stderr. What no
checker sees, only a reader can say. The key of a server comes from the environment (LOIHAY_KEY).
"""

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.errors import UserError
from app.faults import reason
from app.knowledge import read_toml
from app.paths import assets_dir, embedded_model, home_dir
from app.viet.text import nfc
from app.writing.brief import Brief
from app.writing.compose import Candidate
from app.writing.desk import PROMPT, Desk
from app.writing.evaluation.asking import NamedClient, best, candidates, many, single
from app.writing.evaluation.briefs import Asked, drawn, hand_written
from app.writing.evaluation.figures import SETS, as_table, outcomes, tallies, variety
from app.writing.evaluation.measures import Standard, judge, legible
from app.writing.instructions import prompt_named
from app.writing.library import Library
from app.writing.manners import is_mam
from app.writing.prompt import load_prompts
from app.writing.source import Source, open_source
from inference.client import Client
from inference.errors import InferenceError
from inference.local import LocalServer

MISSED, FAULT = 1, 2  # exit statuses


def measure(
    asked: Sequence[Asked], client: Client, desk: Desk, standard: Standard, seed: int, texts: bool
) -> tuple[Any, Counter[str]]:
    """The tallies of single samples and of the first candidate that a person sees; and how often there was none."""
    found, unanswered = tallies(), Counter[str]()
    begun = time.monotonic()
    for number, one in enumerate(asked):
        raw = single(one.brief, client, desk, seed + number)
        written, seconds = candidates(one.brief, client, desk, seed + number)
        for way, answer in (("single", raw), ("best", best(written, seconds))):
            verdict = judge(answer.text, one.brief, standard, answer.shown)
            for group in one.groups:
                found[group][way].add(verdict, answer.seconds)
        unanswered.update(one.groups if not written else ())
        if texts:
            _show(number, one, raw.text, written, standard)
        if number % 20 == 19:
            _say(f"{number + 1} yêu cầu, {time.monotonic() - begun:.0f} giây")
    return found, unanswered


def _show(number: int, one: Asked, raw: str, written: Sequence[Candidate], standard: Standard) -> None:
    brief = one.brief
    what = (
        f"{brief.occasion}, gửi {brief.to} {brief.name}" if brief.kind == "thiep" else f"{brief.type}, gửi {brief.to}"
    )
    told = "; ".join(brief.details) or brief.note
    _say(f"\n{number + 1}. [{one.set}] {what} ({brief.pair}) | {told} | {brief.tone}, {brief.length}, {brief.form}")
    _say(f"  thô {_wrong(raw, brief, standard)}{raw}")
    for candidate in written:
        faults = ", ".join(sorted({finding.code for finding in candidate.findings if finding.severity == "loi"}))
        _say(f"  {candidate.logprob:.2f} {'[' + faults + '] ' if faults else ''}{candidate.text}")


def _wrong(text: str, brief: Brief, standard: Standard) -> str:
    wrong = [name for name, right in judge(text, brief, standard, ()).items() if right is False]
    return f"[{', '.join(wrong)}] " if wrong else ""


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def taught(path: Path) -> frozenset[str]:
    """Every whole answer of a training file."""
    with path.open(encoding="utf-8") as lines:
        return frozenset(nfc(json.loads(line)["answer"]).strip() for line in lines if line.strip())


@contextmanager
def model_at(given: argparse.Namespace) -> Iterator[Client]:
    """The model to be measured: on a server, or of a file that is served here meanwhile."""
    if given.url:
        client = NamedClient(given.url, os.environ.get("LOIHAY_KEY", ""), given.model_name)
        try:
            yield client
        finally:
            client.close()
        return
    with LocalServer(given.model, log=home_dir() / "logs" / "evaluation.log") as server:
        yield server.client


def requests(given: argparse.Namespace, source: Source) -> list[Asked]:
    """The requests to be answered; UserError where there are none."""
    if given.grammar:
        return list(drawn(source, random.Random(given.seed), given.grammar))
    asked = [one for one in hand_written(given.briefs, source.knowledge) if given.set in (None, one.set)]
    if not asked:
        raise UserError("Không có yêu cầu nào để đo.", f"Hãy xem “{given.briefs}”.")
    return asked


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """What is to be measured, and how."""
    parser = argparse.ArgumentParser(prog="python -m app.writing.evaluation", description=__doc__)
    add = parser.add_argument
    add("--model", type=Path, default=embedded_model(), help="tệp GGUF (mặc định: Mầm đi kèm)")
    add("--url", default="", help="máy chủ kiểu OpenAI thay cho tệp; khóa ở biến LOIHAY_KEY")
    add("--model-name", default="default", help="tên mô hình trên máy chủ")
    add(
        "--briefs",
        type=Path,
        default=assets_dir() / "evaluation" / "briefs.jsonl",
        help="các yêu cầu, mỗi dòng một JSON",
    )
    add("--set", choices=("hard", "plain", "verse"), help="chỉ đo một nhóm yêu cầu")
    add("--grammar", type=int, metavar="N", help="thay bằng N yêu cầu do văn phạm rút cho mỗi dịp chính và nhóm người")
    add("--training", type=Path, metavar="TỆP", help="train.jsonl: đếm bài chép nguyên từ đó")
    add("--distinct", type=int, default=0, metavar="N", help="viết thêm N bài để đo độ đa dạng")
    add("--require", action="store_true", help=f"kết thúc với mã {MISSED} nếu một mục bắt buộc chưa đạt")
    add("--prompt", default="", metavar="TÊN", help=f"lời nhắc ở assets/prompts cho mô hình khác Mầm (mặc định: {PROMPT})")
    add("--texts", action="store_true", help="in mọi bài ra stderr")
    add("--seed", type=int, default=20)
    return parser.parse_args(argv)


def run(given: argparse.Namespace) -> int:
    """Measure, print, and say whether what is required was reached."""
    source = open_source(assets_dir())
    examples = Library.load(assets_dir() / "library")
    desk = Desk(source.knowledge, load_prompts(), Library(()), prompt=given.prompt or PROMPT, examples=examples)
    version = prompt_named(desk.prompt, desk.prompts)["version"]
    labels = {label for names in desk.prompts["mam"].values() for label in names.values()}
    table = read_toml(assets_dir() / "evaluation" / "measures.toml")
    standard = Standard(source.knowledge, table, labels, taught(given.training) if given.training else None)
    asked = requests(given, source)
    with model_at(given) as client:
        name = client.models()[0]
        if given.prompt and is_mam(name):
            raise UserError("Mầm chỉ hiểu lời nhắc mà nó đã học.", "Hãy bỏ --prompt, hoặc đo một mô hình khác.")
        found, unanswered = measure(asked, client, desk, standard, given.seed, given.texts)
        samples = many(asked, client, desk, given.distinct, given.seed)
        varied = variety((text, legible(text, brief, labels)) for brief, text in samples) if given.distinct else None
    results = outcomes(table, found)
    _say(as_table(found, results, unanswered))
    sets = {group: {way: tally.figures() for way, tally in found[group].items()} for group in SETS if group in found}
    targets = [{**vars(result), "met": result.met} for result in results]
    asked_by = "mam" if is_mam(name) else f"{desk.prompt} {version}"
    report = {"model": name, "prompt": asked_by, "briefs": len(asked), "seed": given.seed, "sets": sets, "unanswered": dict(unanswered)}
    print(json.dumps({**report, "variety": varied, "targets": targets}, ensure_ascii=False, indent=1))
    return MISSED if given.require and any(each.binding and not each.met for each in results) else 0


def main(argv: Sequence[str] | None = None) -> int:
    """0, or MISSED where --require asks, or FAULT with one sentence when the world was in the way."""
    try:
        return run(arguments(argv))
    except (UserError, InferenceError) as fault:
        _say(f"{fault.what} {fault.hint}".strip())
    except OSError as fault:
        _say(f"Không dùng được “{fault.filename}”: {reason(fault)}.")
    return FAULT


if __name__ == "__main__":
    raise SystemExit(main())
