"""What the GPU run trains and how long: every number of it, full size and toy size."""

from dataclasses import dataclass, field

from inference.nn.config import Config

PARTS = 16_000_000  # bytes of one file that comes back
RETURN = 60_000_000  # bytes of all of them
RETURN_FILES = 8
TRAVEL = 64 * 2**20  # bytes of repository and inputs together that go there


@dataclass(frozen=True)
class Recipe:
    """One training in two legs: leg 1 stays on the plateau, leg 2 lets the rate fall and fine-tunes.

    Shares are of the tokens read; what is read in leg 2 is nearer to what is written in the end (and `pairs` are the
    prompts with their answers, as text). Sources that did not travel are left out.
    """

    width: int = 512
    layers: int = 8
    heads: int = 8
    ffn: int = 1280
    context: int = 1024
    length: int = 512
    rows: int = 128
    accumulate: int = 2  # 128 × 512 × 2 = 131,072 tokens a step
    lr: float = 3e-3
    matrix_lr: float = 6e-3
    weight_decay: float = 1.0  # the text is read twenty times: at 0.1 a toy forgot how to generalize (LOG.md)
    tune_weight_decay: float = 0.1
    warmup: int = 100
    minutes: float = 8.0  # of one leg, from the command's start to its last file
    reserve: float = 25.0  # seconds at the end of a leg: evaluation and files
    tune_share: float = 0.45  # of the time of leg 2 that is left for training
    tune_epochs: int = 8  # at most
    tune_lr: float = 2e-3
    tune_matrix_lr: float = 4e-3
    evaluate_every: int = 250
    save_every: int = 1000
    part_bytes: int = PARTS
    steps: tuple[int, int, int] | None = None  # plateau, decay, tuning: in place of the minutes
    first: dict[str, float] = field(default_factory=lambda: dict(FIRST))
    second: dict[str, float] = field(default_factory=lambda: dict(SECOND))

    def config(self, vocabulary: int) -> Config:
        return Config(vocabulary, self.width, self.layers, self.heads, self.heads, self.ffn, self.context)

    @property
    def step_tokens(self) -> int:
        return self.rows * self.length * self.accumulate


# The text holds 22 million tokens and leg 1 reads some 400: no source may be read much oftener than the others.
FIRST = {
    "wiki": 0.58,
    "law": 0.14,
    "traffic_law": 0.01,
    "novels": 0.14,
    "greetings": 0.10,
    "tatoeba": 0.015,
    "ca_dao": 0.005,
    "truyen_kieu": 0.01,
}
SECOND = {
    "pairs": 0.35,
    "greetings": 0.20,
    "novels": 0.17,
    "wiki": 0.20,
    "law": 0.04,
    "tatoeba": 0.025,
    "ca_dao": 0.005,
    "truyen_kieu": 0.01,
}

FULL = Recipe()
TOY = Recipe(
    width=64, layers=2, heads=2, ffn=128, context=192, length=64, rows=4, accumulate=2, warmup=5,
    evaluate_every=10, save_every=10, part_bytes=40_000, steps=(30, 20, 40), matrix_lr=2e-2, tune_matrix_lr=2e-2,
)  # fmt: skip
RECIPES = {"full": FULL, "toy": TOY}
