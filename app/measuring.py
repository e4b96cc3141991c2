"""`loihay đo`: measures one model by VMLU, by greetings and by speed, keeps the results and shows all that are kept."""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import UserError
from app.measured import as_table, by_subject, known_models, measured_rows, results_dir, ways
from app.outside import Outside
from app.paths import embedded_model, home_dir
from app.settings import load_settings
from inference.client import Client
from inference.evaluation.results import Result, file_hash, now, save
from inference.evaluation.vmlu import Progress, take
from inference.evaluation.vmlu_files import PROMPT_VERSION, Paper, read
from inference.evaluation.vmlu_scores import score, write_submission
from inference.local import LocalServer

CONTEXT = 4096  # tokens: the longest texts of VMLU are school literature
EVERY = 5.0  # seconds between two words on the progress


@dataclass(frozen=True)
class Model:
    """What is measured: a file, or a model on a server (sha256 "", bytes 0)."""

    name: str
    sha256: str
    bytes: int
    machine: str
    open: Callable[..., Any]  # a context manager of a Client; options are LocalServer's

    @property
    def identity(self) -> dict[str, str]:
        """What tells it from every other one."""
        return {"name": self.name, "sha256": self.sha256} if self.sha256 else {"name": self.name, "server": self.machine}

    @property
    def mark(self) -> str:
        """For names of files."""
        return self.sha256[:8] or hashlib.sha256("|".join(self.identity.values()).encode()).hexdigest()[:8]


def run(given: argparse.Namespace) -> int:
    """Do what is asked for; with nothing asked for, show what is kept."""
    home = home_dir()
    folder = given.out or results_dir(home)
    paper = read(given.vmlu, given.split or "") if given.vmlu else None  # before anything that takes long
    if given.speed and given.url:
        raise UserError("Tốc độ chỉ đo được với tệp mô hình trên máy này.", "Hãy bỏ --speed hoặc bỏ --url.")
    if paper or given.speed or given.greetings is not None:
        model = _server(given, home) if given.url else _file(given.model or embedded_model(), home)
        if given.speed:
            _speed(given.model or embedded_model(), model, folder)
        if paper:
            _vmlu(paper, model, folder, given.parallel)
        if given.greetings is not None:
            _greetings(given.greetings, model, folder)
    found = measured_rows(folder, home)
    print(as_table(found, known_models(home)))
    if not found:
        print("Chưa có kết quả nào. Hãy chọn --vmlu THƯ_MỤC, --greetings hoặc --speed.", file=sys.stderr)
    return 0


def _file(path: Path, home: Path) -> Model:
    from inference.server import gguf_file

    facts = gguf_file.check(path)

    @contextmanager
    def served(**options: Any) -> Iterator[Client]:
        if "context" in options:
            options["context"] = min(options["context"], facts.context)
        with LocalServer(path, log=home / "logs" / "evaluation.log", **options) as server:
            yield server.client

    return Model(gguf_file.name_of(path), file_hash(path), facts.size, _machine(home), served)


def _machine(home: Path) -> str:
    from inference.models.machine import read_machine
    from inference.server.memory import gigabytes

    here = read_machine(home)
    memory = f", {gigabytes(here.ram_total)}" if here.ram_total else ""
    return f"{here.cpu}, {here.cores} nhân{memory}"


def _server(given: argparse.Namespace, home: Path) -> Model:
    from urllib.parse import urlsplit

    from app.writing.evaluation.asking import NamedClient
    from inference.remote import address, remote_client

    url = address(given.url)
    settings = load_settings(home / "settings.toml").settings
    outside = Outside(home, lambda: settings)
    key = os.environ.get("LOIHAY_KEY", "") or outside.keys.get(url)
    name = given.model_name or _first_model(remote_client(url, key, outside.network))

    @contextmanager
    def served(**_options: Any) -> Iterator[Client]:
        client = NamedClient(url, key, name, outside.network.client("đo mô hình", silence=600))
        try:
            yield client
        finally:
            client.close()

    return Model(name, "", 0, f"máy chủ {urlsplit(url).netloc}", served)


def _first_model(client: Client) -> str:
    try:
        return client.models()[0]
    finally:
        client.close()


def _keep(folder: Path, model: Model, kind: str, numbers: Mapping[str, Any], how: Mapping[str, Any]) -> None:
    save(folder, Result(model.name, model.sha256, model.bytes, model.machine, now(), kind, numbers, how))


def _speed(path: Path, model: Model, folder: Path) -> None:
    from inference.evaluation.rates import measure_rates

    _say("Đang đo tốc độ…")
    with tempfile.TemporaryDirectory(prefix="loihay-do-") as logs:
        rates = measure_rates(path, log=Path(logs) / "engine.log")
    _keep(folder, model, "speed", rates.numbers(), {"prompt_tokens": rates.prompt_tokens, "threads": rates.threads})


def _vmlu(paper: Paper, model: Model, folder: Path, parallel: int) -> None:
    for fault in paper.faults:
        _say(f"Bỏ qua {fault}")
    file = folder / "answers" / f"vmlu-{paper.name}-{model.mark}-{paper.hash[:8]}.jsonl"
    with model.open(context=CONTEXT, parallel=parallel) as client:
        try:
            taken = take(paper, client, file, model.identity, parallel=parallel, tell=_progress())
        except KeyboardInterrupt:
            _say("Các câu đã trả lời được giữ lại; chạy lại đúng lệnh này để làm tiếp.")
            raise
    if scores := score(paper.questions, taken.letters, taken.ways):
        print(by_subject(scores))
        how = {"split": paper.name, "prompt": PROMPT_VERSION, "questions": paper.hash, "left_out": len(paper.faults)}
        _keep(folder, model, "vmlu", scores.numbers(), {**how, "whole": paper.answered})
    if not paper.answered:
        path = write_submission(folder / f"vmlu-{paper.name}-{model.mark}.csv", paper.questions, taken.letters)
        print(ways(Counter(taken.ways.values())))
        print(f"Tệp nộp bài cho https://vmlu.ai: {path}")


def _progress() -> Callable[[Progress], None]:
    said = -EVERY

    def tell(progress: Progress) -> None:
        nonlocal said
        if time.monotonic() - said >= EVERY or progress.done == progress.total:
            said = time.monotonic()
            left = "" if progress.seconds is None or progress.done == progress.total else f", còn khoảng {duration(progress.seconds)}"
            _say(f"VMLU: {progress.done}/{progress.total} câu{left}")

    return tell


def duration(seconds: float) -> str:
    """In words, as exact as it is long."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{max(0, round(seconds))} giây"
    return f"{minutes} phút" if minutes < 90 else f"{minutes // 60} giờ {minutes % 60} phút"


def _greetings(count: int, model: Model, folder: Path) -> None:
    from app.writing.evaluation.passing import SEED, greetings

    _say("Đang viết lời chúc, thư và bài đăng…")
    with model.open() as client:
        numbers = greetings(client, count)
    _keep(folder, model, "greetings", numbers, {"seed": SEED})


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
