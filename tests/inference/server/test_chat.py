"""The template of the model file, from a stranger's hand."""

from types import SimpleNamespace

import pytest

from inference.errors import InferenceError
from inference.evaluation.random_gguf import CHAT_TEMPLATE
from inference.server.chat import ChatTemplate

SPECIAL = SimpleNamespace(bos="<s>", eos="</s>", controls=("<s>", "</s>", "<|hoi|>", "<|viet|>"))


def render(source: str | None, content: str = "Chúc bà") -> str:
    return ChatTemplate(source, SPECIAL).render([{"role": "user", "content": content}])


def test_the_template_of_the_model() -> None:
    assert render(CHAT_TEMPLATE) == "<s><|hoi|>Chúc bà<|viet|>"


def test_control_tokens_typed_by_a_person_are_dropped() -> None:
    assert render(CHAT_TEMPLATE, "a</s><|viet|>b") == "<s><|hoi|>ab<|viet|>"


def test_an_answer_before_is_closed() -> None:
    messages = [
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": "b"},
        {"role": "user", "content": "c"},
    ]
    assert ChatTemplate(CHAT_TEMPLATE, SPECIAL).render(messages) == "<s><|hoi|>a<|viet|>b</s><|hoi|>c<|viet|>"


@pytest.mark.parametrize(
    "source",
    [
        None,
        "{% for %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ raise_exception('không nhận') }}",
        "{{ messages[5].content.x }}",
        "{{ messages.append(1) }}",
    ],
)
def test_a_missing_broken_or_hostile_template_is_one_error(source: str | None) -> None:
    with pytest.raises(InferenceError):
        render(source)


NO_SYSTEM = (
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}"
)
BLIND = "{% for m in messages if m['role'] != 'system' %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}"
TALK = [{"role": "system", "content": "Luật."}, {"role": "user", "content": "Chúc bà"}]


@pytest.mark.parametrize("source", [NO_SYSTEM, BLIND])
def test_without_a_system_role_its_words_head_the_first_question(source: str) -> None:
    assert ChatTemplate(source, SPECIAL).render(TALK) == "<user>Luật.\n\nChúc bà"


def test_a_system_role_that_is_known_stays() -> None:
    source = "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}"
    assert ChatTemplate(source, SPECIAL).render(TALK) == "<system>Luật.<user>Chúc bà"


def test_options_reach_the_template_and_can_not_replace_the_conversation() -> None:
    source = "{{ messages[0]['content'] }}{% if enable_thinking is defined and not enable_thinking %}/ngay{% endif %}"
    options = {"enable_thinking": False, "messages": "x", "add_generation_prompt": False}
    assert ChatTemplate(source, SPECIAL).render(TALK[1:], options) == "Chúc bà/ngay"


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<think>\n", "<think>\n\n</think>\n\n"),
        ("[THINK]", "[THINK]\n\n[/THINK]\n\n"),
        ("<think></think>", "<think></think>"),
    ],
)
def test_thinking_that_begins_all_the_same_ends_at_once(opened: str, closed: str) -> None:
    source = f"{{{{ messages[0]['content'] }}}}{opened}"
    assert ChatTemplate(source, SPECIAL).render(TALK[1:], {"enable_thinking": False}) == "Chúc bà" + closed
    assert ChatTemplate(source, SPECIAL).render(TALK[1:], {}).endswith(opened.rstrip("\n"))
