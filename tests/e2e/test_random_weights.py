"""The checks can fail: the same model with its weights shuffled never gets a text past them."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from gguf import GGML_QUANT_SIZES, GGUFReader

from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import fails
from app.writing.compose import Desk, Finished, compose
from inference.local import LocalServer

BRIEFS = (
    Brief(occasion="tet", to="bà ngoại", group="ong_ba", pair=Pair("bà", "cháu"), length="ngan"),
    Brief(occasion="sinh_nhat", to="bạn Lan", group="ban_be", pair=Pair("bạn", "mình"), name="Lan"),
    Brief(occasion="nha_giao", to="cô giáo", group="thay_co", pair=Pair("cô", "em"), length="dai"),
)


@pytest.fixture(scope="module")
def shuffled(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """mam.gguf with the blocks of every tensor in random order: all metadata and the spread of the numbers stay."""
    path = tmp_path_factory.mktemp("shuffled") / model.name
    shutil.copyfile(model, path)
    rng = np.random.default_rng(1)
    reader = GGUFReader(path, "r+")
    for tensor in reader.tensors:
        _, size = GGML_QUANT_SIZES[tensor.tensor_type]
        blocks = tensor.data.view(np.uint8).reshape(-1, size)
        blocks[:] = blocks[rng.permutation(len(blocks))]
    reader.data.flush()
    return path


def test_shuffling_keeps_everything_but_the_weights(model: Path, shuffled: Path) -> None:
    assert shuffled.stat().st_size == model.stat().st_size
    begin = GGUFReader(model).data_offset
    assert shuffled.read_bytes()[:begin] == model.read_bytes()[:begin]
    assert shuffled.read_bytes()[begin:] != model.read_bytes()[begin:]


def test_every_candidate_of_shuffled_weights_fails_its_checks(shuffled: Path, desk: Desk, tmp_path: Path) -> None:
    with LocalServer(shuffled, log=tmp_path / "engine.log") as server:
        for number, brief in enumerate(BRIEFS):
            events = list(compose(brief, server.client, desk, n=3, seed=number))
            found = [event.candidate for event in events if isinstance(event, Finished)]
            passed = [each.text for each in found if each.source == "model" and not fails(each.findings)]
            assert passed == []
            assert sum(each.source == "model" for each in found) == 3
