"""Both legs of the GPU run at toy size, on a CPU: what travels, what comes back, what an interruption leaves."""

import csv
import json
import lzma
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from inference.errors import InferenceError
from inference.nn.weights import load_model
from inference.training.pretrain import MOST_STATUTES, STATUTES, WEIGHTS, cap_statutes
from inference.training.runs import join, parcel, parts
from inference.training.runs.legs import Leg
from inference.training.runs.recipe import FIRST, FULL, PARTS, RETURN, RETURN_FILES, SECOND, TOY
from inference.training.runs.toy import write_toy

ROOT = Path(__file__).resolve().parents[3]
SHORT = replace(TOY, steps=(12, 8, 10), rows=2, evaluate_every=6, save_every=6)
ABSENT = ("tokenizers", "safetensors", "matplotlib", "tqdm")  # from a machine that has PyTorch and nothing of ours


@pytest.fixture(autouse=True)
def threads():
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A toy corpus, and IN packed from it."""
    folder = tmp_path_factory.mktemp("made")
    write_toy(folder)
    parcel.main(arguments(folder))
    return folder


def arguments(folder: Path, *more: str) -> list[str]:
    named = {"--corpus": "corpus", "--train": "train.jsonl", "--heldout": "heldout.jsonl", "--tokenizer": "tokenizer"}
    named["--greetings"] = "greetings"
    return [str(folder / "in"), *(x for k, v in named.items() for x in (k, str(folder / v))), *more]


def leg(number: int, made: Path, run: Path, seed: int = 0, recipe=SHORT) -> Leg:
    deadline = time.time() + 3600
    return Leg(number, recipe, made / "in", run / "state", run / f"out{number}", deadline, seed, made / "greetings")


def series(folder: Path, name: str) -> list[tuple[int, float]]:
    with (folder / "metrics.csv").open(encoding="utf-8") as file:
        return [(int(row["step"]), float(row["loss"])) for row in csv.DictReader(file) if row["series"] == name]


@pytest.fixture(scope="module")
def both_legs(made, tmp_path_factory) -> Path:
    """Leg 1, then leg 2 on another machine: of leg 1 it has only what travelled."""
    run = tmp_path_factory.mktemp("run")
    leg(1, made, run).run()
    parcel.main(arguments(made, "--checkpoint", str(run / "out1")))
    leg(2, made, run / "elsewhere").run()
    parcel.main(arguments(made))
    return run


def test_the_loss_falls_in_both_legs(both_legs):
    text = series(both_legs / "elsewhere" / "out2", "train")
    pairs = series(both_legs / "elsewhere" / "out2", "pairs: held out")
    assert text[19][1] < text[11][1] < text[0][1]
    assert pairs[-1][1] < pairs[0][1]


def test_leg_2_goes_on_with_the_next_step_and_the_steps_of_fine_tuning_follow(both_legs):
    last = both_legs / "elsewhere" / "out2"
    assert [step for step, _ in series(last, "train")] == list(range(1, 21))
    assert [step for step, _ in series(last, "pairs: train")] == list(range(21, 31))
    assert series(last, "train")[:12] == series(both_legs / "out1", "train")


def test_the_model_comes_back_in_small_parts_and_is_whole(both_legs, made, tmp_path):
    out = both_legs / "elsewhere" / "out2"
    found = sorted(out.glob("model.[0-9][0-9]"))
    assert len(found) > 2 and all(path.stat().st_size <= SHORT.part_bytes for path in found)
    assert b"".join(path.read_bytes() for path in found) == parts.join(out / "model.json")
    join.main([str(out), str(tmp_path / "model"), "--tokenizer", str(made / "in" / "tokenizer")])
    model, _ = load_model(tmp_path / "model")
    for name, value in parts.take(out / "model.json").items():
        assert value.dtype == torch.bfloat16 and torch.equal(model.state_dict()[name], value.float())
    assert not list(out.glob("checkpoint.*")), "the finished model takes the checkpoint's place"


def test_a_checkpoint_too_becomes_a_model(both_legs, made, tmp_path):
    join.main([str(both_legs / "out1"), str(tmp_path / "model"), "--tokenizer", str(made / "in" / "tokenizer")])
    assert load_model(tmp_path / "model")[0].config.width == SHORT.width


@pytest.mark.parametrize("fault", ["missing", "flipped"])
def test_a_part_that_is_missing_or_damaged_is_named(both_legs, tmp_path, fault):
    for path in (both_legs / "out1").glob("checkpoint.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    part = tmp_path / "checkpoint.01"
    content = bytearray(part.read_bytes())
    content[5] ^= 1
    part.write_bytes(content)
    if fault == "missing":
        part.unlink()
    with pytest.raises(InferenceError, match=r"checkpoint\.01"):
        parts.take(tmp_path / "checkpoint.json")


def test_eight_bit_rows_lose_less_than_a_hundredth():
    torch.manual_seed(0)
    weights = {"matrix": torch.randn(64, 256) * torch.rand(64, 1), "norm": torch.rand(64)}
    back = parts.unsqueezed(parts.squeezed(weights))
    assert torch.equal(back["norm"], weights["norm"])
    assert float((back["matrix"] - weights["matrix"]).norm() / weights["matrix"].norm()) < 0.01


def test_the_seed_decides_everything(both_legs, made, tmp_path):
    def weights(out: Path) -> dict:
        return parts.unsqueezed(parts.take(out / "checkpoint.json")["weights"])

    first = weights(both_legs / "out1")
    for seed in (0, 1):
        leg(1, made, tmp_path / str(seed), seed).run()
        again = weights(tmp_path / str(seed) / "out1")
        assert all(torch.equal(first[name], again[name]) for name in first) == (seed == 0)


class Interrupted(Leg):
    """Gets SIGTERM when it says the word."""

    word = ""

    def say(self, line: str) -> None:
        super().say(line)
        if self.word and self.word in line:
            self.word = ""
            os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.parametrize(
    ("number", "word", "step"), [(1, "step 6:", 6), (2, "step 18:", 18), (2, "step 6: held out: held out", 6)]
)
def test_a_leg_that_is_terminated_leaves_a_checkpoint_and_goes_on(made, tmp_path, number, word, step):
    if number == 2:
        leg(1, made, tmp_path).run()
    broken = leg(number, made, tmp_path)
    broken.__class__, broken.word = Interrupted, word
    broken.run()
    out = tmp_path / f"out{number}"
    assert parts.take(out / "checkpoint.json")["progress"]["step"] == step
    leg(2, made, tmp_path).run()
    steps = [n for name in ("train", "pairs: train") for n, _ in series(tmp_path / "out2", name)]
    assert steps == list(range(1, 31)) and (tmp_path / "out2" / "model.json").exists()


def test_fine_tuning_too_goes_on_elsewhere(made, both_legs, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    for place, left in ((here, both_legs / "out1"), (there, here / "out2")):
        shutil.copytree(made / "in", place / "in")
        (place / "in" / "checkpoint").mkdir()
        for path in parcel.checkpoint_files(left):
            shutil.copy(path, place / "in" / "checkpoint")
        going = Interrupted(2, SHORT, place / "in", place / "state", place / "out2", time.time() + 3600)
        going.word, going.greetings = "step 6: held out: held out", made / "greetings"
        going.run()
    assert [step for step, _ in series(there / "out2", "train")] == list(range(1, 21))
    assert [step for step, _ in series(there / "out2", "pairs: train")] == list(range(21, 31))
    assert (there / "out2" / "model.json").exists()


def test_leg_2_says_when_there_is_nothing_to_go_on_from(made, tmp_path):
    with pytest.raises(SystemExit, match="nothing to go on from"):
        leg(2, made, tmp_path)


def test_a_leg_says_at_once_what_was_not_packed(made, tmp_path):
    shutil.copytree(made / "in", tmp_path / "in")
    (tmp_path / "in" / "train.jsonl.xz").unlink()
    with pytest.raises(SystemExit, match=r"train\.jsonl\.xz is missing"):
        leg(1, tmp_path, tmp_path)


class Timed(Leg):
    """Its clock runs out after it has been looked at eight times."""

    looks = 8

    def left(self) -> float:
        self.looks -= 1
        return 60.0 if self.looks >= 0 else 0.0


def test_the_clock_ends_a_leg_before_the_rate_falls(made, tmp_path):
    timed = leg(1, made, tmp_path, recipe=replace(SHORT, steps=None))
    timed.__class__ = Timed
    timed.run()
    progress = parts.take(tmp_path / "out1" / "checkpoint.json")["progress"]
    assert 5 <= progress["step"] <= 8
    assert progress["step"] < progress["decay_start"] < progress["total"]


def test_a_leg_needs_nothing_but_torch(made, tmp_path):
    blocked = f"import importlib.util as u, sys; found = u.find_spec; absent = {ABSENT!r}\n"
    blocked += "u.find_spec = lambda name, *a: None if name.partition('.')[0] in absent else found(name, *a)\n"
    blocked += "sys.modules.update(dict.fromkeys(absent))\nfrom inference.training.runs.legs import main\nmain()"
    command = [sys.executable, "-c", blocked, "1", "--recipe", "toy", "--inputs", str(made / "in")]
    command += ["--state", str(tmp_path / "state"), "--out", str(tmp_path / "out"), "--greetings"]
    done = subprocess.run([*command, str(made / "greetings")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "checkpoint.json").exists() and not (tmp_path / "out" / "loss.png").exists()


def test_statutes_never_give_more_than_a_quarter_of_the_tokens():
    for weights in (WEIGHTS, FIRST, SECOND, {"law": 0.9, "traffic_law": 0.3, "wiki": 0.1}, {"novels": 1.0}):
        capped = cap_statutes(weights)
        share = sum(capped.get(name, 0.0) for name in STATUTES) / sum(capped.values())
        assert share <= MOST_STATUTES + 1e-9
        assert all(capped[name] == weights[name] for name in weights if name not in STATUTES)


def test_a_leg_reads_statutes_no_more_than_that(made, tmp_path):
    greedy = replace(SHORT, first={"law": 0.9, "wiki": 0.1})
    mixture = leg(1, made, tmp_path, recipe=greedy).mixture()
    law = [source.name for source in mixture.sources].index("law")
    assert mixture.weights[law] / sum(mixture.weights) == pytest.approx(MOST_STATUTES)


def test_the_full_model_fits_what_may_come_back():
    from inference.nn.model import Llama

    with torch.device("meta"):
        count = Llama(FULL.config(8192)).parameter_count()
    assert 25e6 < count < 32e6
    needed = -(-2 * count // PARTS) + 4  # manifest, metrics.csv, loss.png, log.txt
    assert 2 * count + 1e6 < RETURN and needed <= RETURN_FILES


def test_text_that_does_not_fit_stays_behind_from_the_end(made):
    sizes = {path.name.split(".")[0]: path.stat().st_size for path in (made / "corpus").iterdir()}
    room = sizes["novels"] + sizes["wiki"] // 2
    assert parcel.choose_texts(made / "corpus", room) == {
        "novels": 1.0,
        "wiki": (room - sizes["novels"]) / sizes["wiki"],
    }


def test_a_dry_run_weighs_and_writes_nothing(made, tmp_path, capsys):
    parcel.main([str(tmp_path / "in"), *arguments(made, "--dry-run")[1:]])
    shown = capsys.readouterr().out
    assert "text/novels.txt.xz" in shown and "may travel" in shown
    assert not (tmp_path / "in").exists()


def test_too_heavy_a_parcel_is_refused(made, tmp_path):
    with pytest.raises(InferenceError, match="nặng"):
        parcel.main([str(tmp_path / "in"), *arguments(made, "--cap", "2000000")[1:]])


def test_only_prompt_and_answer_of_the_pairs_travel(made):
    with lzma.open(made / "in" / "heldout.jsonl.xz", "rt", encoding="utf-8") as file:
        assert all(set(json.loads(line)) == {"prompt", "answer"} for line in file)
