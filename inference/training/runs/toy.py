"""A corpus of toy size from the repository's own greetings: `python -m inference.training.runs.toy FOLDER`."""

import json
import lzma
import random
import sys
from pathlib import Path

from inference.training.corpus import fill_placeholders
from inference.training.tokenizer import train_tokenizer

LIBRARY = Path(__file__).resolve().parents[3] / "assets" / "library"
ITEMS = 150
HELD_OUT = 10
VOCABULARY = 512


def write_toy(folder: Path, library: Path = LIBRARY) -> None:
    """FOLDER/corpus, greetings, tokenizer, train.jsonl and heldout.jsonl, always the same."""
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    (folder / "greetings").mkdir(exist_ok=True)
    items = [json.loads(line) for line in (library / "tet.jsonl").read_text(encoding="utf-8").splitlines()[:ITEMS]]
    draw = random.Random(0)
    texts = [fill_placeholders(item["text"], item["to"], item.get("goi"), draw) for item in items]
    for number, name in enumerate(("novels", "wiki", "law")):
        with lzma.open(folder / "corpus" / f"{name}.txt.xz", "wt", encoding="utf-8") as file:
            file.write("\n\n".join(texts[number::3]))
    lines = "\n".join(json.dumps(item, ensure_ascii=False) for item in items[:60])
    (folder / "greetings" / "tet.jsonl").write_text(lines, encoding="utf-8")
    pairs = [{"prompt": f"Cho: {i['to']}", "answer": t.split(".")[0] + "."} for i, t in zip(items, texts, strict=True)]
    for name, part in (("train", pairs[HELD_OUT:]), ("heldout", pairs[:HELD_OUT])):
        text = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in part)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    train_tokenizer(texts * 2, VOCABULARY).save(folder / "tokenizer", context=192)


if __name__ == "__main__":
    write_toy(Path(sys.argv[1]))
