import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from inference.errors import InferenceError
from inference.nn.tokenizer import CHAT_TEMPLATE
from inference.nn.weights import save_model
from inference.server.chat import ChatTemplate
from inference.server.hf_vocabulary import HfVocabulary
from inference.server.scripts import foreign
from inference.training.gguf_file import read_gguf
from tests.inference.server.tokenizer_folders import LINES, TEMPLATE, byte_level, sentencepiece, write

MAM = Path(__file__).parents[3] / "assets" / "model" / "mam.gguf"
KINDS = ("qwen", "llama3", "llama2", "mam")


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("tokenizers")
    save_model(*read_gguf(MAM), root / "mam")
    return {
        "qwen": write(
            root / "qwen",
            byte_level(),
            rows=512,
            eos=3,
            add_bos_token=False,
            bos_token=None,
            eos_token="<|im_end|>",
            chat_template=TEMPLATE,
        ),
        "llama3": write(root / "llama3", byte_level(adds_bos=True), bos_token="<|begin|>", eos_token="<|endoftext|>"),
        "llama2": write(
            root / "llama2",
            sentencepiece(),
            eos=2,
            add_bos_token=True,
            add_eos_token=False,
            bos_token={"__type": "AddedToken", "content": "<s>", "special": True},
            eos_token="</s>",
            unk_token="<unk>",
        ),
        "mam": root / "mam",
    }


@pytest.fixture(scope="session")
def vocabularies(folders: dict[str, Path]) -> dict[str, HfVocabulary]:
    return {kind: HfVocabulary(folder) for kind, folder in folders.items()}


def auto(folder: Path) -> Callable[[str], list[int]]:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    return lambda text: tokenizer(text)["input_ids"]


@pytest.mark.parametrize("kind", KINDS)
def test_tokens_are_those_of_autotokenizer(
    kind: str, folders: dict[str, Path], vocabularies: dict[str, HfVocabulary]
) -> None:
    theirs, ours = auto(folders[kind]), vocabularies[kind]
    texts = [*LINES, "", " ", "Xin chào", "<|im_start|>user\nChào<|im_end|>", "<|hoi|>a<|viet|>", "漢字 và ελληνικά"]
    assert [ours.tokenize(text, special=True) for text in texts] == [theirs(text) for text in texts]


@pytest.mark.parametrize(
    ("kind", "bos"), [("qwen", ""), ("llama3", "<|begin|>"), ("llama2", "<s>")], ids=["qwen", "llama3", "llama2"]
)
def test_the_beginning_comes_once(kind: str, bos: str, vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies[kind]
    plain = ours.tokenize("Chào", special=True)
    assert ours.bos == bos and ours.adds_bos == bool(bos)
    assert [token for token in plain if ours.piece(token) == b""] == ([plain[0]] if bos else [])
    once = ours.tokenize(f"{bos}Chào", special=True)
    assert once.count(plain[0]) == 1


@pytest.mark.parametrize("kind", ["qwen", "llama3", "mam"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_pieces_of_byte_letters_spell_the_text(kind: str, vocabularies: dict[str, HfVocabulary], text: str) -> None:
    import unicodedata

    ours = vocabularies[kind]
    spelled = b"".join(map(ours.piece, ours.tokenize(text, special=False))).decode()
    assert spelled == (text if kind == "mam" else unicodedata.normalize("NFC", text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="▁"), min_size=1, max_size=40))
def test_pieces_of_sentencepiece_spell_the_text(vocabularies: dict[str, HfVocabulary], text: str) -> None:
    ours = vocabularies["llama2"]
    spelled = b"".join(map(ours.piece, ours.tokenize(text, special=False))).decode()
    assert spelled == f" {text}"  # it puts one space before every text


def test_typed_control_tokens_are_letters_unless_special(vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies["qwen"]
    end = next(iter(ours.tokenize("<|im_end|>", special=True)))
    assert ours.tokenize("<|im_end|>", special=True) == [end] and ours.piece(end) == b""
    typed = ours.tokenize("a<|im_end|>", special=False)
    assert end not in typed and b"".join(map(ours.piece, typed)) == b"a<|im_end|>"


def test_added_tokens_that_control_nothing_keep_their_text(vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies["qwen"]
    (token,) = ours.tokenize("<nghĩ>", special=True)
    assert ours.piece(token) == "<nghĩ>".encode() and "<nghĩ>" not in ours.controls


def test_ends_come_from_the_config_the_tokenizer_and_the_names_of_turns(vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies["qwen"]
    assert ours.end_tokens == {1, 3} and ours.eos == "<|im_end|>"
    assert vocabularies["llama3"].end_tokens == {1, 3}
    assert vocabularies["llama2"].end_tokens == {2}


def test_generation_config_adds_ends(folders: dict[str, Path], tmp_path: Path) -> None:
    folder = write(tmp_path / "x", byte_level(), eos=5)
    (folder / "generation_config.json").write_text('{"eos_token_id": [7, 9]}')
    assert HfVocabulary(folder).end_tokens == {1, 3, 5, 7, 9}


def test_rows_without_a_token_stand_for_nothing(vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies["qwen"]
    assert ours.size == 512 and ours.piece(511) == b"" and 511 in ours.misread and 511 not in ours.foreign


def test_foreign_tokens_are_those_of_other_scripts(vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies["mam"]
    assert set(ours.foreign) == {token for token in range(ours.size) if foreign(ours.piece(token))}
    latin = ours.tokenize("Chúc mừng năm mới, ông bà mạnh khỏe! 🎉 £ №", special=False)
    assert not set(latin) & set(ours.foreign)


def test_controls_and_zero_bytes_are_misread_but_not_the_ends(vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies["llama2"]
    (zero,) = (token for token in range(ours.size) if ours.piece(token) == b"\0")
    misread = set(ours.misread)
    assert {0, 1, zero} <= misread and 2 not in misread


def test_mam_reads_as_through_llama_cpp(vocabularies: dict[str, HfVocabulary]) -> None:
    from inference.server.llama_model import LlamaModel

    model = LlamaModel(MAM)
    theirs, ours = model.vocabulary, vocabularies["mam"]
    assert (ours.size, ours.bos, ours.eos) == (theirs.size, theirs.bos, theirs.eos)
    assert ours.end_tokens == theirs.end_tokens and set(ours.controls) == set(theirs.controls)
    assert [ours.piece(token) for token in range(ours.size)] == [theirs.piece(token) for token in range(ours.size)]
    assert list(ours.foreign) == list(theirs.foreign) and set(theirs.misread) == set(ours.misread)
    prompt = ChatTemplate(ours.chat_template, ours).render([{"role": "user", "content": "Chúc bà khỏe"}])
    assert prompt == ChatTemplate(model.chat_template, theirs).render([{"role": "user", "content": "Chúc bà khỏe"}])
    assert ours.tokenize(prompt, special=True) == theirs.tokenize(prompt, special=True)
    model.close()


def test_lone_surrogates_do_not_break_it(vocabularies: dict[str, HfVocabulary]) -> None:
    ours = vocabularies["qwen"]
    assert b"".join(map(ours.piece, ours.tokenize("a\ud800b", special=True))) == b"a?b"


# Chat templates


def test_the_template_is_that_of_the_tokenizers_config(vocabularies: dict[str, HfVocabulary]) -> None:
    assert vocabularies["qwen"].chat_template == TEMPLATE
    assert vocabularies["mam"].chat_template == CHAT_TEMPLATE
    assert vocabularies["llama2"].chat_template is None


def test_of_named_templates_the_default_counts(tmp_path: Path) -> None:
    named = [{"name": "tool_use", "template": "a"}, {"name": "default", "template": "b"}]
    assert HfVocabulary(write(tmp_path / "x", byte_level(), chat_template=named)).chat_template == "b"
    assert HfVocabulary(write(tmp_path / "x", byte_level(), chat_template=named[:1])).chat_template is None


def test_a_template_file_goes_before_the_config(tmp_path: Path) -> None:
    folder = write(tmp_path / "x", byte_level(), chat_template="a")
    (folder / "chat_template.jinja").write_text("tệp", encoding="utf-8")
    assert HfVocabulary(folder).chat_template == "tệp"


def test_a_rendered_conversation_gets_no_second_beginning(tmp_path: Path) -> None:
    folder = write(tmp_path / "x", byte_level(adds_bos=True), bos_token="<|begin|>", chat_template=TEMPLATE)
    ours = HfVocabulary(folder)
    prompt = ChatTemplate(ours.chat_template, ours).render([{"role": "user", "content": "Chào<|im_end|>"}])
    assert prompt.startswith("<|begin|><|im_start|>user\nChào<|im_end|>\n")
    tokens = ours.tokenize(prompt, special=True)
    assert tokens.count(0) == 1 and tokens.count(3) == 1


# Special tokens that only tokenizer_config.json names


def test_named_special_tokens_control_as_in_autotokenizer(tmp_path: Path) -> None:
    tokenizer = byte_level()
    tokenizer.add_tokens(["<hỏi>", "<đáp>"])
    folder = write(tmp_path / "x", tokenizer, eos_token="<đáp>", additional_special_tokens=["<hỏi>", "<không có>"])
    ours = HfVocabulary(folder)
    assert {"<hỏi>", "<đáp>"} <= set(ours.controls) and "<không có>" not in ours.controls
    (ask,) = ours.tokenize("<hỏi>", special=True)
    assert ours.piece(ask) == b"" and ours.tokenize("<hỏi>", special=False) != [ask]
    assert {tokenizer.token_to_id("<đáp>"), 1, 3} == ours.end_tokens


def test_special_tokens_may_be_named_in_the_older_file(tmp_path: Path) -> None:
    folder = write(tmp_path / "x", byte_level())
    (folder / "special_tokens_map.json").write_text(
        '{"bos_token": {"content": "<|begin|>"}, "eos_token": "<|im_end|>"}'
    )
    assert (HfVocabulary(folder).bos, HfVocabulary(folder).eos) == ("<|begin|>", "<|im_end|>")


def test_a_folder_without_tokenizer_config_will_do(tmp_path: Path) -> None:
    folder = write(tmp_path / "x", byte_level(), eos=3)
    (folder / "tokenizer_config.json").unlink()
    assert HfVocabulary(folder).end_tokens == {1, 3}


# What is refused


def test_a_vocabulary_larger_than_the_embedding_is_refused(folders: dict[str, Path]) -> None:
    with pytest.raises(InferenceError, match="lớn hơn bảng từ"):
        HfVocabulary(folders["qwen"], 300)


@pytest.mark.parametrize(
    "tokenizer",
    [Tokenizer(models.WordLevel({"a": 0}, unk_token="a")), Tokenizer(models.BPE({"a": 0}, []))],
    ids=["words", "no decoder"],
)
def test_other_kinds_of_tokens_are_refused(tmp_path: Path, tokenizer: Tokenizer) -> None:
    with pytest.raises(InferenceError, match="bộ từ kiểu"):
        HfVocabulary(write(tmp_path / "x", tokenizer))


def test_word_pieces_are_refused_by_name(tmp_path: Path) -> None:
    tokenizer = Tokenizer(models.WordPiece({"a": 0}, unk_token="a"))
    tokenizer.decoder = decoders.WordPiece()
    with pytest.raises(InferenceError, match="WordPiece"):
        HfVocabulary(write(tmp_path / "x", tokenizer))


def test_a_missing_tokenizer_is_one_line(tmp_path: Path) -> None:
    folder = write(tmp_path / "x", byte_level())
    (folder / "tokenizer.json").unlink()
    with pytest.raises(InferenceError, match="thiếu tệp tokenizer.json"):
        HfVocabulary(folder)


@pytest.fixture(scope="session")
def victim(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    tokenizer = Tokenizer(models.BPE({"a": 0, "b": 1, "Ġ": 2, "ab": 3}, [("a", "b")]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<s>"])
    folder = write(tmp_path_factory.mktemp("victim"), tokenizer, rows=64, bos_token="<s>")
    return folder, (folder / "tokenizer.json").read_bytes()


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_damage_is_refused_or_harmless(victim: tuple[Path, bytes], data: st.DataObject) -> None:
    folder, good = victim
    bad = bytearray(good)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(bad) - 1))
        kind = data.draw(st.sampled_from(["flip", "cut", "drop"]))
        if kind == "flip":
            bad[place] ^= 1 << data.draw(st.integers(0, 7))
        elif kind == "cut" and place:
            del bad[place:]
        elif len(bad) > 1:
            del bad[place]
    (folder / "tokenizer.json").write_bytes(bytes(bad))
    try:
        ours = HfVocabulary(folder)
        ours.tokenize("ab <s> c", special=True)
        ours.tokenize("ab <s> c", special=False)
        assert all(isinstance(ours.piece(token), bytes) for token in range(ours.size))
    except InferenceError as refused:
        assert refused.what and "\n" not in str(refused)


VALUES = st.sampled_from(
    [None, True, -1, 1e400, "", "<s>", "x" * 300, [], [1], {}, {"content": 3}, [{"name": "default"}]]
)


@settings(max_examples=80, deadline=None)
@given(
    config=st.dictionaries(
        st.sampled_from(["bos_token", "eos_token", "chat_template", "add_bos_token", "additional_special_tokens"]),
        VALUES,
    )
)
def test_any_tokenizer_config_is_read_or_refused(victim: tuple[Path, bytes], config: dict) -> None:
    folder, good = victim
    (folder / "tokenizer.json").write_bytes(good)
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    try:
        assert HfVocabulary(folder).tokenize("ab", special=True)[-1] == 3
    except InferenceError as refused:
        assert "\n" not in str(refused)
