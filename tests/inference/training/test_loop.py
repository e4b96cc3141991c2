import csv
import json

import pytest
import torch

from inference.nn.config import Config
from inference.nn.model import Llama
from inference.nn.weights import save_model
from inference.training import finetune
from inference.training.data import Packed, make_example
from inference.training.finetune import ExampleFeed
from inference.training.loop import Progress, Settings, Trainer, lr_factor, plan


def trainer(tokenizer, out, **options) -> Trainer:
    torch.manual_seed(0)
    model = Llama(Config(vocab=tokenizer.size, width=32, layers=1, heads=2, kv_heads=2, ffn=32, context=64))
    pairs = [(f"Gọi: {who}", f"Chúc {who} mạnh khỏe.") for who in ("bà", "ông", "mẹ", "chị", "em", "cô")]
    examples = [make_example(tokenizer, tokenizer.encode(p), tokenizer.encode(a)) for p, a in pairs]
    packed = Packed(examples, rows=2, length=40, pad=tokenizer.pad, seed=0)
    feed = ExampleFeed(packed, examples[:1], options.pop("accumulate", 1), "v1")
    defaults = {"steps": 12, "warmup": 2, "evaluate_every": 5, "save_every": 3}
    return Trainer(model, tokenizer, feed, Settings(out=out, **(defaults | options)))


def silent(line: str) -> None:
    pass


@pytest.mark.parametrize("optimizer", ["muon", "adamw"])
def test_an_interrupted_run_ends_with_the_weights_of_an_uninterrupted_one(tokenizer, tmp_path, optimizer):
    whole = trainer(tokenizer, tmp_path / "whole", optimizer=optimizer)
    whole.run(silent)
    broken = trainer(tokenizer, tmp_path / "broken", optimizer=optimizer)
    step = broken._step

    def interrupted_step():
        broken.stopped = broken.progress.step == 6
        return step()

    broken._step = interrupted_step
    broken.run(silent)
    resumed = trainer(tokenizer, tmp_path / "broken", optimizer=optimizer)
    assert resumed.progress.step == 7
    resumed.run(silent)
    for a, b in zip(whole.model.parameters(), resumed.model.parameters(), strict=True):
        assert torch.equal(a, b)


def test_training_lowers_the_loss_and_writes_it_down(tokenizer, tmp_path):
    trainer(tokenizer, tmp_path, steps=40).run(silent)
    with (tmp_path / "metrics.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["series"] == "train"]
    assert [int(row["step"]) for row in rows] == list(range(1, 41))
    assert float(rows[-1]["loss"]) < float(rows[0]["loss"]) / 2
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "model" / "model.safetensors").exists()


def test_accumulated_batches_weigh_every_target_alike(tokenizer, tmp_path):
    run = trainer(tokenizer, tmp_path, accumulate=2)
    batches = [run.feed._one() for _ in range(2)]
    run.feed.next = lambda: batches
    from inference.training.loop import held_out_loss

    expected = held_out_loss(run.model, batches, bf16=False)
    assert run._step() == pytest.approx(expected, rel=1e-5)


def test_the_learning_rate_rises_stays_and_falls_to_its_end():
    settings = Settings(out=None, steps=100, warmup=10, decay=0.5, final_lr=0.1)
    progress = Progress()
    plan(progress, settings, 1.0)
    factors = [lr_factor(Progress(step=n, total=100, decay_start=progress.decay_start), settings) for n in range(101)]
    assert factors[0] == pytest.approx(0.1) and factors[9:51] == [1.0] * 42
    assert all(a > b for a, b in zip(factors[50:], factors[51:], strict=False)) and factors[-1] == pytest.approx(0.1)


def test_a_time_budget_becomes_steps_at_the_measured_speed():
    progress = Progress(step=20, seconds=60)
    plan(progress, Settings(out=None, minutes=10, decay=0.5), step_seconds=3.0)
    assert progress.total == 20 + 540 // 3


def test_the_plan_is_fixed_once_the_learning_rate_falls():
    progress = Progress(step=80, seconds=60, total=100, decay_start=70)
    plan(progress, Settings(out=None, minutes=10), step_seconds=99.0)
    assert (progress.total, progress.decay_start) == (100, 70)


def test_larger_data_on_resume_begins_a_new_epoch(tokenizer, tmp_path):
    feed = trainer(tokenizer, tmp_path).feed
    feed.restore({"epoch": 2, "taken": 1, "version": "v0"})
    assert (feed.epoch, feed.taken) == (3, 0)
    feed.restore({"epoch": 2, "taken": 1, "version": "v1"})
    assert (feed.epoch, feed.taken) == (2, 1)


def test_the_fine_tuning_command_learns_a_toy_world_and_goes_on_with_more_lines(
    tokenizer, tmp_path, monkeypatch, capsys
):
    torch.manual_seed(0)
    config = Config(vocab=tokenizer.size, width=64, layers=2, heads=2, kv_heads=2, ffn=128, context=64)
    save_model(Llama(config), tokenizer, tmp_path / "init")
    people = ("bà", "ông", "mẹ", "chị")
    lines = [json.dumps({"prompt": f"Gọi: {who}", "answer": f"Chúc {who} mạnh khỏe."}) for who in people]
    data = tmp_path / "train.jsonl"
    data.write_text("\n".join(lines[:3]), "utf-8")
    (tmp_path / "heldout.jsonl").write_text(lines[0], "utf-8")
    options = "--rows 2 --length 60 --no-bf16 --threads 1 --warmup 5 --matrix-lr 0.01".split()
    folders = {"--init": "init", "--train": "train.jsonl", "--heldout": "heldout.jsonl", "--out": "run"}
    command = ["finetune", *options, *(x for name, file in folders.items() for x in (name, str(tmp_path / file)))]
    monkeypatch.setattr("sys.argv", [*command, "--steps", "100"])
    finetune.main()
    assert ">>> Chúc bà mạnh khỏe." in capsys.readouterr().out
    data.write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr("sys.argv", [*command, "--steps", "102"])
    finetune.main()
    assert "a new epoch begins" in capsys.readouterr().out
