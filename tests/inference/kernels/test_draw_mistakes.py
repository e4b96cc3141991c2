"""A draw's kernels with a mistake put in draw something else."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from inference.kernels import draw as draw_module
from tests.inference.kernels.draws import FILTERS, LARGE, Seat, draw, oracle, some_logits
from tests.inference.kernels.mutants import FOLDER, mutant

ADJUSTED = {
    "mass": Seat(top_k=10, top_p=0.6),
    "repetition": Seat(temperature=0.0, repetition=2.0, written=[0, 1]),
    "frequency": Seat(temperature=0.0, frequency=0.6, written=[0, 0, 1]),
    "presence": Seat(temperature=0.0, presence=3.0, written=[0, 1]),
    "bias": Seat(temperature=0.0, bias={0: -5.0, 60: 2.0}),
    "mask": Seat(temperature=0.0, allowed=range(2, 101)),
    "negative repetition": Seat(
        temperature=0.0, repetition=2.0, written=[0, 1], bias={0: -9.0, 1: -9.0, 2: -8.0}, allowed=[0, 1, 2]
    ),
}
WRONG = {
    "positive logits only": ("value / repetition, value * repetition", "value / repetition, value / repetition", "negative repetition"),
    "no repetition": ("value / repetition, value * repetition", "value, value", "repetition"),
    "frequency once": ("- times * frequency", "- frequency", "frequency"),
    "no presence": ("* frequency - presence", "* frequency", "presence"),
    "another bit": ("(word >> (token % 32))", "(word >> ((token + 1) % 32))", "one allowed"),
    "bias of another": ("value += tl.load(bias_values + seat", "value -= tl.load(bias_values + seat", "bias"),
    "one fewer": ("enough = measure >= target", "enough = measure > target", "top_k of one"),
    "a smaller nucleus": ("target = top_p * total", "target = top_p * total * 0.5", "top_p"),
    "a larger nucleus": ("target = top_p * total", "target = (top_p + 0.7) * total", "top_p of none"),
    "mass of all instead of k": ("if few:\n                        _, total", "if V < 0:\n                        _, total", "mass"),
    "a lower min_p": ("tl.log(min_p)", "tl.log(min_p * 0.1)", "min_p"),
    "noise of another position": ("gumbel(seed, token, position)", "gumbel(seed, token, position + 1)", "none"),
    "no temperature": ("tl.fma(temperature, gumbel", "tl.fma(1.0, gumbel", "hot"),
    "groups read twice": ("mask=(at < listed)[:, None] & (token < V)", "mask=token < V", "mass"),
    "tokens past the row": ("(at < listed)[:, None] & (token < V)", "(at < listed)[:, None] & (token < V + 9)", "none"),
    "an early end": ("settled = (floor == _LOWEST) | (enough & (threshold >= floor))", "settled = True", "a nucleus of thousands"),
}  # fmt: skip


def check(module: ModuleType, name: str) -> None:
    """Up to six draws, or a greedy one; the first two tokens are the likeliest, at 4 and 3.5."""
    large = name in LARGE and name not in FILTERS
    spread, seat = LARGE[name] if large else (1.0, (FILTERS | ADJUSTED)[name])
    count = 6 if seat.temperature > 0 else 1
    logits = some_logits(count, 20000 if large else 101, spread).clamp(max=2.5)
    logits[:, 0], logits[:, 1] = 4.0, 3.5
    for seed in range(count):
        seeded = replace(seat, seed=seed)
        assert draw(module.launch_draw, logits[seed : seed + 1], [seeded]).tokens == [oracle(logits[seed], seeded)]


@pytest.mark.parametrize("name", ADJUSTED)
def test_draws_that_find_mistakes_are_right_without(name):
    check(draw_module, name)


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    right, wrong, name = WRONG[mistake]
    within = "draw" if right in (FOLDER / "draw.py").read_text(encoding="utf-8") else "sieve"
    with pytest.raises(AssertionError):
        check(mutant(tmp_path, "draw", {right: wrong}, within=within), name)
