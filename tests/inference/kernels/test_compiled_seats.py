"""What attention, head and draw compile to for an H100: registers, loads, tensor core instructions."""

from pathlib import Path

import pytest

from tests.inference.kernels.compiled import SHARED_BYTES, Compiled, Launch, compile_launches

MODULE = "tests.inference.kernels.seat_launches"


def attention(heads: int, groups: int, width: int, *, prompt: bool, dtype: str = "bfloat16") -> Launch:
    arguments = {"heads": heads, "groups": groups, "width": width, "dtype": dtype, "prompt": prompt}
    return Launch(MODULE, "attention", arguments)


def head(vocabulary: int, width: int, drawn: int, order: str, dtype: str = "bfloat16") -> Launch:
    arguments = {"vocabulary": vocabulary, "width": width, "drawn": drawn, "order": order, "dtype": dtype}
    return Launch(MODULE, "head", arguments)


ATTENTION = [
    *(attention(32, 8, width, prompt=prompt) for width in (64, 128) for prompt in (False, True)),
    attention(14, 2, 64, prompt=False),
    attention(32, 8, 64, prompt=True, dtype="float32"),
]
HEAD = [
    head(128256, 2048, 1, "dot"),
    head(128256, 4096, 64, "dot"),
    head(8192, 768, 4, "gemv"),
    head(8192, 768, 16, "dot", "float32"),
]
DRAW = [Launch(MODULE, "draw", {"vocabulary": vocabulary}) for vocabulary in (128256, 8192)]
LAUNCHES = [*ATTENTION, *HEAD, *DRAW]


@pytest.fixture(scope="module")
def kernels(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Compiled]:
    """Each launch's kernel by the launch's name; one child process compiles them all."""
    kept = getattr(request.config, "cache", None)
    cache = Path(kept.mkdir("triton")) if kept is not None else tmp_path_factory.mktemp("triton")
    compiled = compile_launches(LAUNCHES, cache)
    return {str(launch): kernel for launch, [kernel] in zip(LAUNCHES, compiled, strict=True)}


def of(launches: list[Launch], dtype: str = "") -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", [str(launch) for launch in launches if dtype in str(launch)])


@of(LAUNCHES)
def test_everything_fits_into_registers_and_shared_memory(kernels: dict[str, Compiled], name: str) -> None:
    kernel = kernels[name]
    assert kernel.registers <= 255 and kernel.stack == 0 and kernel.shared <= SHARED_BYTES
    assert not [code for code in kernel.instructions if code.startswith(("LDL", "STL"))]


@of(ATTENTION)
def test_keys_and_values_are_read_128_bits_at_a_time(kernels: dict[str, Compiled], name: str) -> None:
    kernel = kernels[name]
    bits = 16 if "bfloat16" in name else 32
    tiles = [copy for copy in kernel.copies if copy.shape == [kernel.constants["KEYS"], kernel.constants["WIDTH"]]]
    assert len(tiles) >= 2 and {copy.contiguous * bits for copy in tiles} == {128}
    assert any(code.startswith("LDGSTS") and code.endswith("128") for code in kernel.instructions)


@of(HEAD)
def test_weights_are_read_128_bits_at_a_time(kernels: dict[str, Compiled], name: str) -> None:
    kernel = kernels[name]
    kind, bits = ("bf16", 16) if "bfloat16" in name else ("fp32", 32)
    tile = [kernel.constants["BLOCK_O"], kernel.constants["HALF"]]
    tiles = [copy for copy in kernel.copies if copy.type == kind and copy.shape == tile]
    assert tiles and {copy.contiguous * bits for copy in tiles} == {128}


@of(DRAW)
def test_logits_are_read_128_bits_at_a_time_and_never_from_a_cache_that_stores_do_not_reach(
    kernels: dict[str, Compiled], name: str
) -> None:
    """Adjusted logits are written and read again by the same program: LDG.CONSTANT might not see them."""
    instructions = kernels[name].instructions
    assert instructions["LDG.E.128"] >= 32
    assert not [code for code in instructions if "CONSTANT" in code]
    assert instructions["BAR.SYNC.DEFER_BLOCKING"] > 0


@of([*ATTENTION, *HEAD], "bfloat16")
def test_products_are_those_of_mma_sync(kernels: dict[str, Compiled], name: str) -> None:
    products = kernels[name].products
    assert all(product.startswith("mma.sync.aligned.m16n8k16") for product in products)
    assert bool(products) == ("gemv" not in name)


@of([*ATTENTION, *HEAD], "float32")
def test_float32_is_not_cut_to_tf32(kernels: dict[str, Compiled], name: str) -> None:
    assert kernels[name].products == [] and kernels[name].instructions["FFMA"] > 0
