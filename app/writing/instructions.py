"""Brief → the messages for an instruction model, by any version of the prompt in assets/prompts: the rules, two examples, the task."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import UserError
from app.knowledge import Knowledge
from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.desk import Desk
from app.writing.examples import Example, examples
from app.writing.prompt import Prompts, fitting_tone, mam_content

Messages = list[dict[str, str]]


@dataclass(frozen=True)
class Instructions:
    """What the model reads, and the texts in it that it must not hand back."""

    messages: Messages
    examples: tuple[str, ...] = ()


def prompt_named(name: str, prompts: Prompts) -> Mapping[str, Any]:
    """A prompt for instruction models; UserError names those there are."""
    known = [each for each, words in prompts.items() if "task" in words]
    if name not in known:
        raise UserError(f"Không có lời nhắc “{name}”.", f"Hãy chọn một trong: {', '.join(known)}.")
    return prompts[name]


def instruct(
    brief: Brief, desk: Desk, model: str = "", *, json: bool = False, avoid: Container[str] = ()
) -> Instructions:
    """System and user messages, with what a model of this name needs; with `json`, for an answer that a schema binds."""
    words = prompt_named(desk.prompt, desk.prompts)
    shown: tuple[Example, ...] = ()
    if "examples" in words:
        shown = examples(brief, desk.library if desk.examples is None else desk.examples, desk.knowledge, avoid)
    values = _values(brief, desk, words) | {"examples": _shown(shown, brief, desk.knowledge, words)}
    if "answer" in words:
        values["answer"] = words["answer"]["json" if json else "text"].format(**values)
    system = words["system"].format(**values)
    task = words["task"][brief.kind].format(**values).strip()
    messages = [{"role": "system", "content": system}, {"role": "user", "content": task}]
    return Instructions(_fitted(messages, model, words.get("quirks", {})), tuple(example.text for example in shown))


def _values(brief: Brief, desk: Desk, words: Mapping[str, Any]) -> dict[str, str]:
    knowledge = desk.knowledge
    card = brief.kind == "thiep"
    values = {
        "goi": brief.pair.goi,
        "xung": brief.pair.xung,
        "lines": mam_content(brief, knowledge, desk.prompts["mam"]),
        "occasion": knowledge.occasions[brief.occasion].label if card else "",
        "tone": knowledge.tones[fitting_tone(brief, knowledge) if card else brief.tone],
        "size": words["length"][brief.length],
        "form": "" if brief.form == "loi_chuc" else words["form"].format(form=knowledge.forms[brief.form]),
        "key": words.get("key", {}).get(brief.kind, ""),
        "what": words.get("what", {}).get(brief.kind, ""),
    }
    rules = words.get("rules", {}).get(brief.kind, ())
    lines = (f"{number}. {rule.format(**values).strip()}" for number, rule in enumerate(rules, 1))
    return values | {"rules": "\n".join(lines)}


def _shown(shown: Sequence[Example], brief: Brief, knowledge: Knowledge, words: Mapping[str, Any]) -> str:
    if not shown:
        return ""
    told = (
        words["examples"]["one"].format(number=number, about=_about(example, brief, knowledge), text=example.text)
        for number, example in enumerate(shown, 1)
    )
    return "\n\n".join([words["examples"][brief.kind], *told])


def _about(example: Example, brief: Brief, knowledge: Knowledge) -> str:
    """What the example was asked for, as far as it differs or is told in it."""
    item = example.item
    if brief.kind != "thiep":
        return f"ý: {item.note}"
    occasion = knowledge.occasions[item.occasion].label if item.occasion != brief.occasion else ""
    told = f"chi tiết: {'; '.join(item.details)}" if item.details else "không có chi tiết"
    return ", ".join(filter(None, [occasion, f"giọng {knowledge.tones[item.tone]}", told]))


def _fitted(messages: Messages, model: str, quirks: Mapping[str, Sequence[str]]) -> Messages:
    """For models whose servers do not know it themselves: no system role, no thinking."""
    system, user = messages
    name = fold(model)
    if any(part in name for part in quirks.get("no_think", ())):
        user = {**user, "content": f"{user['content']}\n/no_think"}
    if any(part in name for part in quirks.get("no_system", ())):
        return [{**user, "content": f"{system['content']}\n\n{user['content']}"}]
    return [system, user]
