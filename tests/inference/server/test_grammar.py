"""Grammars are refused before llama.cpp sees them; those let through do not end its process."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inference.server.grammar import read_grammar
from inference.server.grammar_rules import Letters
from inference.server.grammar_text import BadGrammar
from tests.inference.server.saying import fits


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ('root ::= "a" [b-d]* "é🌸"', ["aé🌸", "abcdbé🌸"], ["a", "aeé🌸", ""]),
        ('root ::= x{2,3} # hai, ba\nx ::= "ab" | .', ["abab", "xyz", "abxab"], ["x", "abababab"]),
        ('root ::= ( "a"\n | "b" )+ "c"?\n\n', ["ab", "bbac"], ["", "c"]),
        ('root ::= [^"\\\\\\n]{2} "\\x41\\u00e9\\""', ['xyAé"'], ['x"Aé"', 'x\nAé"']),
        ('root ::= "(" root ")" | ""', ["", "(())"], ["(()", ")("]),
        ('root ::= "ab"{2,}', ["abab", "ababab"], ["ab", "abb"]),
        ('root ::= [a-]{1,2} | "]"', ["-", "a-", "]"], ["b"]),
    ],
)
def test_a_grammar_means_what_the_language_says(text: str, said: list[str], unsaid: list[str]) -> None:
    grammar = read_grammar(text)
    assert [fits(grammar, each) for each in said] == [True] * len(said)
    assert [fits(grammar, each) for each in unsaid] == [False] * len(unsaid)


BAD = {
    "empty": "",
    "no root": 'x ::= "a"',
    "undefined": "root ::= y",
    "left recursion": 'root ::= root "a" | "b"',
    "indirect left recursion": 'root ::= a "x"\na ::= b\nb ::= root | "y"',
    "left recursion behind what may be empty": 'root ::= e root "a"\ne ::= "" | "x"',
    "left recursion in an unused rule": 'root ::= "a"\nx ::= x "a"',
    "an endless repetition of nothing": 'root ::= ("a"*)*',
    "an endless repetition of nothing, counted": 'root ::= ("a"?){2,}',
    "ways without number": 'root ::= ((("a"?){0,30}){0,30}){0,30}',
    "a repetition too often": 'root ::= "a"{2001}',
    "a repetition turned round": 'root ::= "a"{5,2}',
    "a repetition of no letter": 'root ::= ""*',
    "a repetition of nothing before it": "root ::= *",
    "an open repetition": 'root ::= "a"{2',
    "an empty class": "root ::= []",
    "a range turned round": "root ::= [z-a]",
    "an open class": "root ::= [a",
    "an open quote": 'root ::= "a',
    "an open bracket": 'root ::= ("a"',
    "a bracket too many": 'root ::= "a")',
    "brackets too deep": "root ::= " + "(" * 60 + '"a"' + ")" * 60,
    "an unknown escape": 'root ::= "\\q"',
    "half an escape": 'root ::= "\\x4"',
    "the letter zero": 'root ::= "\\u0000"',
    "half a letter": 'root ::= "\\ud800"',
    "a letter beyond all": 'root ::= "\\U00110000"',
    "no definition": 'root = "a"',
    "a rule twice": 'root ::= "a"\nroot ::= "b"',
    "too long": 'root ::= "' + "a" * 70_000 + '"',
    "too large": "\n".join(["root ::= x0", *(f'x{n} ::= "ab"{{2000}}' for n in range(12))]),
    "too deep": "\n".join(["root ::= r0", *(f"r{n} ::= r{n + 1}" for n in range(400)), 'r400 ::= "a"']),
    "two ways for every letter": 'root ::= "a" root "b" | "a" root "c" | "d"',
    "words within words": 'root ::= ("a" | "aa")* "b"',
    "a zero byte": 'root ::= "a"\0',
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_bad_grammar_is_refused(text: str) -> None:
    with pytest.raises(BadGrammar) as caught:
        read_grammar(text)
    assert caught.value.message.endswith(".") and "\n" not in caught.value.message


def test_what_is_written_is_read_again_as_the_same() -> None:
    first = read_grammar('root ::= "a\\n" x{1,3} [^"0-9] .\nx ::= "b" | "(" root ")"')
    again = read_grammar(str(first))
    assert str(again) == str(first)
    assert [fits(again, text) for text in ("a\nbcd", "a\nb!d", "a\nb")] == [True, True, False]


ATOMS = st.sampled_from(['"a"', '"bc"', '""', "[ab]", "[^c]", ".", "root", "x", "y"])
PARTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,4}", "{1,}"])).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(" ".join).map("({})".format),
        st.lists(inner, min_size=1, max_size=3).map(" | ".join).map("({})".format),
    ),
    max_leaves=6,
)
GRAMMARS = st.tuples(PARTS, PARTS, PARTS).map("root ::= {0[0]}\nx ::= {0[1]}\ny ::= {0[2]}".format)


@given(GRAMMARS, st.text("abc", max_size=6))
@settings(max_examples=100, deadline=None)
def test_writing_a_grammar_down_keeps_its_meaning(text: str, said: str) -> None:
    try:
        grammar = read_grammar(text)
    except BadGrammar:
        return
    assert fits(read_grammar(str(grammar)), said) == fits(grammar, said)


@given(st.text('root:=|"[]()^-{}*+?.\\x0 \n#,1', max_size=60))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        read_grammar(f"root ::= {text}")
    except BadGrammar:
        pass


CHILD = """
import random, sys
from pathlib import Path
import numpy as np
from inference.server.llama_grammar import LlamaGrammar
from inference.server.llama_model import LlamaModel
vocabulary = LlamaModel(Path(sys.argv[1])).vocabulary
for text in sys.stdin.read().split("\\f"):
    grammar, rng = LlamaGrammar(text, vocabulary), random.Random(1)
    logits = np.zeros(vocabulary.size, np.float32)
    logits[vocabulary.misread] = -np.inf
    for _ in range(12):
        tokens = grammar.allowed(logits)
        if not len(tokens) or (token := int(rng.choice(list(tokens)))) in vocabulary.end_tokens:
            break
        assert grammar.allows(token)
        grammar.accept(token)
    grammar.close()
print("sống")
"""


@given(st.lists(GRAMMARS, min_size=30, max_size=60))
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_what_is_let_through_does_not_end_the_process(model: Path, texts: list[str]) -> None:
    good = []
    for text in texts:
        try:
            good.append(str(read_grammar(text)))
        except BadGrammar:
            continue
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(model)],
        input="\f".join(good or ['root ::= "a"']).encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert child.returncode == 0 and child.stdout.decode().strip() == "sống", child.stderr.decode()[-2000:]


def test_a_class_knows_its_letters() -> None:
    assert "b" in Letters(((97, 99),)) and "b" not in Letters(((97, 99),), True) and "x" in Letters((), True)
