"""Trains the byte-level BPE on a Vietnamese-weighted sample and reports its tokens a syllable on held-out text.

    python -m inference.training.tokenizer --corpus CORPUS --greetings GREETINGS \\
        --extra inference/training/prompt_labels.txt --out RUN/tokenizer

The pre-tokenizer is Llama 3's, which llama.cpp knows as `llama-bpe` (it takes "." and a line's end as one piece, where
GPT-2's needs two). Numbers are cut into single digits while training, so no longer number is ever a token: a small
model copies an age or a date digit by digit.
"""

import argparse
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tokenizers import pre_tokenizers, trainers

from inference.nn.tokenizer import SPECIALS, Tokenizer, byte_level_bpe
from inference.training.corpus import is_held_out, read_greetings, read_pieces

VOCABULARY = 8192
# Characters taken of each file, and how often they count: what the model will read and write weighs most.
SAMPLE = {
    "greetings": (None, 12),
    "tatoeba": (None, 8),
    "ca_dao": (None, 4),
    "truyen_kieu": (None, 1),
    "novels": (None, 3),
    "wiki": (4_000_000, 1),
    "law": (1_000_000, 1),
}
EXTRA_TIMES = 200  # labels of the prompt and of its fields: few words, in every prompt


def train_tokenizer(texts: Iterable[str], size: int = VOCABULARY) -> Tokenizer:
    """A byte-level BPE of exactly `size` tokens (if the texts hold so many), specials first."""
    inner = byte_level_bpe()
    final = inner.pre_tokenizer
    inner.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), final])
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(SPECIALS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    inner.train_from_iterator(texts, trainer)
    inner.pre_tokenizer = final
    return Tokenizer(inner)


def read_source(name: str, corpus: Path, greetings: Path, *, held_out: bool) -> Iterator[str]:
    if name == "greetings":
        groups = read_greetings(greetings, copies=3)
    else:
        groups = ([piece] for piece in read_pieces(corpus / f"{name}.txt.xz"))
    for index, texts in enumerate(groups):
        if is_held_out(index) == held_out:
            yield from texts


def sample(corpus: Path, greetings: Path, extra: Sequence[Path] = ()) -> Iterator[str]:
    for path in extra:
        yield from itertools.repeat(path.read_text(encoding="utf-8"), EXTRA_TIMES)
    for name, (limit, times) in SAMPLE.items():
        texts = list(_first(read_source(name, corpus, greetings, held_out=False), limit))
        yield from itertools.chain.from_iterable(itertools.repeat(texts, times))


def _first(texts: Iterable[str], characters: int | None) -> Iterator[str]:
    taken = 0
    for text in texts:
        if characters is not None and taken > characters:
            return
        taken += len(text)
        yield text


def tokens_per_syllable(tokenizer: Tokenizer, texts: Iterable[str]) -> float:
    """Tokens for each syllable, where a syllable is what stands between white space, punctuation counted in."""
    texts = list(texts)
    tokens = sum(map(len, tokenizer.encode_batch(texts)))
    return tokens / sum(len(text.split()) for text in texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--greetings", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="text files whose words must be tokens")
    parser.add_argument("--size", type=int, default=VOCABULARY)
    parser.add_argument("--context", type=int, default=1024)
    args = parser.parse_args()
    tokenizer = train_tokenizer(sample(args.corpus, args.greetings, args.extra), args.size)
    tokenizer.save(args.out, context=args.context)
    print(f"{tokenizer.size} tokens in {args.out}")
    for name in SAMPLE:
        held_out = list(_first(read_source(name, args.corpus, args.greetings, held_out=True), 500_000))
        if held_out:
            print(f"  {name}: {tokens_per_syllable(tokenizer, held_out):.3f} tokens a syllable (held out)")


if __name__ == "__main__":
    main()
