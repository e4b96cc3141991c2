import json
import lzma

import numpy as np
import pytest
import torch

from inference.training.corpus import is_held_out, read_greetings, read_pieces
from inference.training.data import (
    IGNORED,
    Example,
    Mixture,
    Packed,
    Source,
    collate,
    load_source,
    make_example,
    pack,
    read_examples,
)
from inference.training.loop import batch_loss


def examples_of(tokenizer, count=7):
    prompts = [tokenizer.encode(f"Dịp: {n}") for n in range(count)]
    answers = [tokenizer.encode("Chúc bà khỏe." * (1 + n % 3)) for n in range(count)]
    return [make_example(tokenizer, prompt, answer) for prompt, answer in zip(prompts, answers, strict=True)]


def test_only_the_answer_and_its_end_are_learned(tokenizer):
    example = make_example(tokenizer, tokenizer.encode("Dịp: Tết"), tokenizer.encode("Chúc bà."))
    batch = collate([[example]], 40, tokenizer.pad)
    learned = batch.targets[batch.targets != IGNORED].tolist()
    assert learned == [*tokenizer.encode("Chúc bà."), tokenizer.eos]
    first = int((batch.targets[0] != IGNORED).nonzero()[0])
    assert batch.inputs[0, first] == tokenizer.write


def test_examples_packed_together_cost_what_they_cost_alone(model, tokenizer):
    examples = examples_of(tokenizer, 3)
    together = batch_loss(model, collate([examples], 120, tokenizer.pad), bf16=False)
    alone = sum(batch_loss(model, collate([[e]], len(e.ids) - 1, tokenizer.pad), bf16=False) for e in examples)
    assert torch.allclose(together, alone, rtol=1e-4)


def test_packing_keeps_every_example_once_and_every_row_within_its_length(tokenizer):
    examples = examples_of(tokenizer)
    rows = list(pack(examples, range(7), 60))
    assert sorted(i for row in rows for i in row) == list(range(7))
    assert all(sum(len(examples[i].ids) - 1 for i in row) <= 60 for row in rows)


def test_packing_wastes_little():
    sizes = np.random.default_rng(0).integers(60, 250, 2000)
    examples = [Example(np.zeros(n + 1, np.uint16), 1) for n in sizes]
    assert sizes.sum() / (448 * len(list(pack(examples, range(2000), 448)))) > 0.95


def test_each_epoch_shows_every_example_in_another_order(tokenizer):
    packed = Packed(examples_of(tokenizer, 30), rows=2, length=60, pad=tokenizer.pad, seed=0)
    first, second = ([i for batch in packed.epoch(n) for row in batch for i in row] for n in (0, 1))
    assert sorted(first) == sorted(second) == list(range(30))
    assert first != second


def test_too_long_examples_are_left_out(tokenizer, tmp_path):
    path = tmp_path / "train.jsonl"
    lines = [{"prompt": "Dịp: Tết", "answer": "Chúc bà."}, {"prompt": "Dịp: Tết", "answer": "Chúc bà. " * 99}]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    assert len(read_examples(path, tokenizer, longest=50)) == 1


def test_a_batch_depends_on_seed_and_step_alone():
    source = Source("a", np.arange(5000, dtype=np.uint16), np.zeros(0, np.uint16))
    batch = Mixture((source,), (1.0,), seed=4).batch(9, rows=2, length=16)
    assert torch.equal(batch[0], Mixture((source,), (1.0,), seed=4).batch(9, 2, 16)[0])
    assert not torch.equal(batch[0], Mixture((source,), (1.0,), seed=5).batch(9, 2, 16)[0])
    assert torch.equal(batch[0][:, 1:], batch[1][:, :-1])


def test_sources_get_their_share_of_the_windows():
    sources = tuple(Source(str(n), np.full(99, n, np.uint16), np.zeros(0, np.uint16)) for n in range(2))
    inputs, _ = Mixture(sources, (3.0, 1.0), seed=0).batch(0, rows=2000, length=4)
    assert float((inputs[:, 0] == 1).float().mean()) == pytest.approx(0.25, abs=0.04)


def write_corpus(folder, documents):
    folder.mkdir(exist_ok=True)
    with lzma.open(folder / "wiki.txt.xz", "wt", encoding="utf-8") as file:
        file.write("\n\n".join(documents))


def test_documents_are_framed_and_some_are_held_out(tokenizer, tmp_path):
    write_corpus(tmp_path / "corpus", [f"Chúc bà {n}." for n in range(100)])
    source = load_source("wiki", tmp_path / "corpus", tmp_path, tokenizer, tmp_path / "cache")
    held_out = tokenizer.decode(source.held_out.tolist())
    assert held_out == "Chúc bà 49.Chúc bà 99."
    assert source.train[0] == tokenizer.bos and source.train[-1] == tokenizer.eos
    assert int((source.train == tokenizer.bos).sum()) == 98


def test_one_version_of_a_held_out_greeting_is_kept(tokenizer, tmp_path):
    items = [{"to": "ong_ba", "text": "{Goi} ơi, {xung} chúc {goi} " + f"{n}."} for n in range(50)]
    (tmp_path / "tet.jsonl").write_text("\n".join(map(json.dumps, items)), "utf-8")
    source = load_source("greetings", tmp_path, tmp_path, tokenizer, tmp_path / "cache")
    assert int((source.held_out == tokenizer.bos).sum()) == 1
    assert int((source.train == tokenizer.bos).sum()) > 49 * 2


def test_tokens_come_from_the_cache_until_the_text_changes(tokenizer, tmp_path):
    write_corpus(tmp_path / "corpus", ["Chúc bà."] * 60)
    args = ("wiki", tmp_path / "corpus", tmp_path, tokenizer, tmp_path / "cache")
    before = load_source(*args)
    files = sorted((tmp_path / "cache").iterdir())
    stamps = [file.stat().st_mtime_ns for file in files]
    load_source(*args)
    assert [file.stat().st_mtime_ns for file in files] == stamps
    write_corpus(tmp_path / "corpus", ["Chúc ông bà luôn mạnh khỏe."] * 60)
    assert len(load_source(*args).train) > len(before.train)


def test_long_documents_are_cut_between_paragraphs(tmp_path):
    write_corpus(tmp_path, ["\n".join(["Chúc bà khỏe " * 20] * 20), "Ngắn."])
    pieces = list(read_pieces(tmp_path / "wiki.txt.xz"))
    assert len(pieces) > 2 and pieces[-1] == "Ngắn."
    assert sum(len(piece.split("\n")) for piece in pieces) == 21


def test_greetings_are_filled_with_pairs_of_their_group(tmp_path):
    item = {"to": "ong_ba", "text": "{Goi} ơi, {xung} chúc {goi} năm {nam}."}
    (tmp_path / "tet.jsonl").write_text(json.dumps(item, ensure_ascii=False), "utf-8")
    (versions,) = read_greetings(tmp_path, copies=8)
    assert len(versions) > 2
    assert all("{" not in text and text[0].isupper() for text in versions)


def test_held_out_is_a_fixed_fiftieth():
    assert sum(map(is_held_out, range(500))) == 10
