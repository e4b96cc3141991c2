import json
import sys

import pytest
import torch

from inference.evaluation import quantizations
from inference.evaluation.quantizations import describe, numbers
from inference.nn.config import Config
from inference.nn.model import Llama
from inference.training.gguf_file import write_gguf
from inference.training.quantize import quantize
from inference.training.tokenizer import train_tokenizer

LINES = ["Chúc bà ngoại luôn mạnh khỏe, ăn ngon, ngủ ngon.", "Năm mới, cháu kính chúc ông bà nhiều niềm vui!"]


@pytest.fixture(scope="module")
def tokenizer():
    return train_tokenizer(LINES * 4, 384)


def write_model(tokenizer, path, *, width: int = 256, ffn: int = 256) -> None:
    torch.manual_seed(5)
    model = Llama(Config(vocab=tokenizer.size, width=width, layers=1, heads=4, kv_heads=2, ffn=ffn, context=512))
    for parameter in model.parameters():
        parameter.data += 0.05 * torch.randn_like(parameter)
    write_gguf(model, tokenizer, path)


def test_one_command_compares_the_files_and_asks_the_judge(tokenizer, tmp_path, monkeypatch, capsys):
    write_model(tokenizer, tmp_path / "exact.gguf")
    pairs = [{"prompt": f"Dịp: Tết {number}", "answer": LINES[number % 2]} for number in range(6)]
    (tmp_path / "heldout.jsonl").write_text("\n".join(map(json.dumps, pairs)), encoding="utf-8")
    (tmp_path / "judge.py").write_text("import json, sys; print(json.dumps({'cards': {'sure': len(sys.argv) / 4}}))")
    command = f"{sys.executable} {tmp_path / 'judge.py'}"
    given = [str(tmp_path / "exact.gguf"), "--heldout", str(tmp_path / "heldout.jsonl"), "--work", str(tmp_path / "w")]
    given += ["--types", "Q8_0", "Q4_K_M", "--pairs", "1", "--judge", command, "--figures", "cards.sure"]
    monkeypatch.setattr("sys.argv", ["quantizations", *given])
    quantizations.main()
    lines = (tmp_path / "w" / "table.md").read_text(encoding="utf-8").splitlines()
    rows = {line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:-1]] for line in lines}
    assert list(rows) == ["file", "---", "F32", "Q8_0", "Q4_K_M", "Q4_K_M-imatrix"]
    assert rows["F32"][2:6] == ["+0.0000 ± 0.0000", "0.00000", "0.00", "100.00%"]
    assert float(rows["Q8_0"][3]) < float(rows["Q4_K_M"][3]), "KL grows with rounding"
    assert {row[-1] for name, row in rows.items() if name not in ("file", "---")} == {"50.0%"}
    assert "3 texts" in capsys.readouterr().out
    assert not [path for path in (tmp_path / "w").iterdir() if path.suffix == ".part"]


def test_rows_that_no_block_of_256_fits_are_named_with_what_llama_cpp_chose(tokenizer, tmp_path):
    write_model(tokenizer, tmp_path / "exact.gguf", width=128, ffn=256)
    quantize(tmp_path / "exact.gguf", tmp_path / "small.gguf", "Q4_K_M", threads=1)
    said = describe(quantizations.Row("Q4_K_M", tmp_path / "small.gguf"))
    assert "blk.0.attn_q.weight Q5_0" in said
    assert "ffn_down" not in said.partition("256:")[2]


def test_a_figure_that_the_judge_does_not_give_is_named(tmp_path):
    (tmp_path / "judge.py").write_text("print('{\"sure\": 1}')")
    row = quantizations.Row("F32", tmp_path / "exact.gguf")
    with pytest.raises(SystemExit, match="best not among sure"):
        quantizations.judge(f"{sys.executable} {tmp_path / 'judge.py'}", row, ["best"], tmp_path)


def test_numbers_of_json_by_their_path():
    assert dict(numbers({"a": {"b": 1, "c": "x"}, "d": 0.5})) == {"a.b": 1.0, "d": 0.5}
