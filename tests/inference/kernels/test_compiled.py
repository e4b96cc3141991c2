"""What the linear kernels compile to for an H100: registers, loads, tensor core instructions."""

from pathlib import Path

import pytest

from tests.inference.kernels.compiled import SHARED_BYTES, Compiled, Launch, compile_launches

MODULE = "tests.inference.kernels.linear_launches"


def launch(function: str, size: str, rows: int, order: str, dtype: str = "bfloat16", **more: int | bool) -> Launch:
    return Launch(MODULE, function, {"size": size, "rows": rows, "order": order, "dtype": dtype, **more})


LAUNCHES = [
    *(
        made
        for rows, order in ((1, "dot"), (256, "dot"), (1, "gemv"))
        for made in (
            launch("qkv", "1B", rows, order, normed=False),
            launch("output", "1B", rows, order, splits=1),
            launch("gate_up", "1B", rows, order),
            launch("down", "1B", rows, order),
        )
    ),
    launch("output", "1B", 16, "dot", splits=2),
    launch("gate_up", "1B", 16, "dot"),
    launch("output", "1B", 4, "gemv", splits=2),
    launch("qkv", "8B", 16, "dot", normed=True),
    launch("qkv", "8B", 4, "gemv", normed=True),
    launch("gate_up", "0.5B", 1, "dot"),
    launch("gate_up", "1B", 2, "dot"),
    launch("qkv", "1B", 1, "dot", "float32", normed=False),
    launch("output", "1B", 16, "dot", "float32", splits=2),
    launch("gate_up", "1B", 256, "dot", "float32"),
    launch("down", "1B", 1, "gemv", "float32"),
]


@pytest.fixture(scope="module")
def kernels(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Compiled]:
    """Each launch's last kernel by the launch's name; one child process compiles them all."""
    kept = getattr(request.config, "cache", None)
    cache = Path(kept.mkdir("triton")) if kept is not None else tmp_path_factory.mktemp("triton")
    compiled = compile_launches(LAUNCHES, cache)
    return {str(launch): kernels[-1] for launch, kernels in zip(LAUNCHES, compiled, strict=True)}


def each(*, order: str | None = None, dtype: str | None = None) -> pytest.MarkDecorator:
    chosen = [
        str(launch) for launch in LAUNCHES
        if order in (None, launch.arguments["order"]) and dtype in (None, launch.arguments["dtype"])
    ]  # fmt: skip
    return pytest.mark.parametrize("name", chosen)


@each()
def test_everything_fits_into_registers_and_shared_memory(kernels: dict[str, Compiled], name: str) -> None:
    kernel = kernels[name]
    assert kernel.registers <= 255 and kernel.stack == 0 and kernel.shared <= SHARED_BYTES
    assert not [code for code in kernel.instructions if code.startswith(("LDL", "STL"))]


@each()
def test_weights_are_read_128_bits_at_a_time(kernels: dict[str, Compiled], name: str) -> None:
    kernel = kernels[name]
    kind, bits = ("bf16", 16) if "bfloat16" in name else ("fp32", 32)
    tile = [kernel.constants["BLOCK_O"], kernel.constants["HALF"]]
    tiles = [copy for copy in kernel.copies if copy.type == kind and copy.shape == tile]
    assert tiles and {copy.contiguous * bits for copy in tiles} == {128}
    assert any(code.startswith("LDGSTS") and code.endswith("128") for code in kernel.instructions)


@each(order="dot", dtype="bfloat16")
def test_the_one_order_is_that_of_mma_sync(kernels: dict[str, Compiled], name: str) -> None:
    products = kernels[name].products
    assert products and all(product.startswith("mma.sync.aligned.m16n8k16") for product in products)


@each(order="dot", dtype="float32")
def test_float32_is_not_cut_to_tf32(kernels: dict[str, Compiled], name: str) -> None:
    assert kernels[name].products == [] and kernels[name].instructions["FFMA"] > 0


@each(order="gemv")
def test_the_free_order_is_that_of_the_cuda_cores(kernels: dict[str, Compiled], name: str) -> None:
    assert kernels[name].products == []


@pytest.mark.parametrize("name", [str(launch) for launch in LAUNCHES if launch.arguments["size"] == "1B"])
def test_a_gpu_is_busy_with_it(kernels: dict[str, Compiled], name: str) -> None:
    """132 multiprocessors; tiles of 16 rows, the lowest of the tensor cores, leave four without a share of 2048 rows."""
    assert kernels[name].programs >= 128


def test_how_many_rows_there_are_compiles_nothing_anew(kernels: dict[str, Compiled]) -> None:
    """Triton makes another kernel for a number that is 1, or a multiple of 16: a second more of a server's start for each."""
    one, two = (kernels[str(launch("gate_up", "1B", rows, "dot"))] for rows in (1, 2))
    assert one == two
