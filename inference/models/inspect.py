"""What a GGUF file is, found out in a child process: its header comes from anywhere.

    python -m inference.models.inspect FILE.gguf      prints one line of JSON

Parts of a split model count as one model; adapters (LoRA) are told from models.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from inference.errors import InferenceError
from inference.models import child
from inference.server import gguf_file
from inference.server.gguf_header import KINDS, Header, Tensor

SECONDS = 30.0  # a vocabulary of 262,144 tokens takes 2
MEMORY = 2 << 30  # bytes of address space
LONGEST = 200  # characters of a text that the file says of itself
MARK = "k7w2"  # what a template is given, to see whether it comes out again
# general.file_type -> the name that people know, where the types of the tensors do not tell (llama.h, llama_ftype)
FINER = {
    11: "Q3_K_S", 12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 21: "Q2_K_S",
}  # fmt: skip
NO_ANSWER = InferenceError("Không xem được tệp mô hình này: tệp hỏng hoặc bất thường.", "Hãy tải lại hoặc chọn tệp khác.")


@dataclass(frozen=True)
class About:
    """What a file says of itself. For an adapter only the first fields hold; `architecture` is its base's."""

    kind: str  # "model" or "adapter"
    architecture: str
    parameters: int
    size: int  # bytes of all parts
    parts: int
    quantization: str  # of most weights, by the types of the tensors
    bits: float  # a weight, on average
    name: str = ""
    licence: str = ""
    base: str = ""  # the model it was made from, as it says
    layers: int = 0
    context: int = 0
    width: int = 0
    vocabulary: int = 0
    cache_bytes: int = 0  # of one text of 4096 tokens
    has_template: bool = False
    thinking: str = ""  # how it is switched off: "", "enable_thinking=false", "/no_think"; "luôn luôn": not at all
    system: bool = True  # its template has a role for system messages


def inspect(path: Path, *, seconds: float = SECONDS) -> About:
    """Asks a child. InferenceError says in one sentence why the file can not be used, whatever became of the child."""
    answer = child.ask(["-m", "inference.models.inspect", str(path.absolute())], seconds=seconds, fault=NO_ANSWER)
    about = about_of(answer)
    if about is None:
        raise NO_ANSWER
    return about


def about_of(values: Any) -> About | None:
    """The About of asdict(about), or None if it is none."""
    if not isinstance(values, dict):
        return None
    kinds: dict[str, type | tuple[type, ...]] = {"str": str, "int": int, "float": (int, float), "bool": bool}
    known = {each.name: values[each.name] for each in fields(About) if each.name in values}
    right = all(isinstance(known[each.name], kinds[str(each.type)]) for each in fields(About) if each.name in known)
    try:
        return About(**known) if right else None
    except TypeError:  # something is missing
        return None


def read(path: Path) -> About:
    """The same, in this process."""
    headers = gguf_file.headers(path)
    metadata = headers[0].metadata
    tensors = [tensor for header in headers for tensor in header.tensors]
    said = {
        "parameters": sum(tensor.weights for tensor in tensors),
        "size": sum(header.size for header in headers),
        "parts": len(headers),
        "quantization": _quantization(tensors, metadata.get("general.file_type")),
        "bits": round(8 * sum(t.bytes for t in tensors) / max(1, sum(t.weights for t in tensors)), 2),
        "name": _text(metadata, "general.name"),
        "licence": _text(metadata, "general.license"),
        "base": _text(metadata, "general.base_model.0.name"),
    }
    if gguf_file.is_adapter(headers[0]):
        return About("adapter", _text(metadata, "general.architecture"), **said)
    if metadata.get("general.type") in ("mmproj", "imatrix") or metadata.get("general.architecture") == "clip":
        raise InferenceError(f"“{path.name}” không phải mô hình viết chữ.", "Đây là tệp phụ; hãy chọn tệp mô hình chính.")
    return _model(path, headers, said)


def _model(path: Path, headers: tuple[Header, ...], said: dict[str, Any]) -> About:
    facts = gguf_file.facts_of(path, headers)
    template = headers[0].metadata.get("tokenizer.chat_template")
    template = template if isinstance(template, str) else ""
    return About(
        "model",
        facts.architecture[:LONGEST],
        **said,
        layers=facts.layers,
        context=facts.context,
        width=facts.width,
        vocabulary=facts.vocabulary,
        cache_bytes=facts.cache_bytes(min(4096, facts.context)),
        has_template=bool(template),
        thinking=thinking(template),
        system=takes_system(template),
    )


def thinking(template: str) -> str:
    """How a template's thinking aloud is switched off; "" if it does none."""
    if "enable_thinking" in template:
        return "enable_thinking=false"
    if "/no_think" in template:
        return "/no_think"
    opens = "<think>\\n' }}" in template or "<think>\\n'}}" in template  # written at the end of every prompt
    return "luôn luôn" if opens else ""


def takes_system(template: str) -> bool:
    """Whether the template has a system role of its own: some refuse it, some drop it, some make it a part of the question."""
    from inference.server.chat import ChatTemplate, folded_system

    if not template:
        return True
    special = SimpleNamespace(bos="<s>", eos="</s>", controls=())
    messages = [{"role": "system", "content": MARK}, {"role": "user", "content": "a"}]
    try:
        made = ChatTemplate(template, special)
        return MARK in (said := made.render(messages)) and said != made.render(folded_system(messages))
    except InferenceError:
        return False


def _quantization(tensors: Iterable[Tensor], file_type: object) -> str:
    """The type that most weights have; the file's own finer name ("Q4_K_M") only if it is of that type."""
    count: Counter[str] = Counter()
    for tensor in tensors:
        count[KINDS[tensor.kind][0]] += tensor.weights
    most = count.most_common(1)[0][0]
    finer = FINER.get(file_type, "") if isinstance(file_type, int) else ""
    return finer if finer.startswith(most) else most


def _text(metadata: dict[str, Any], key: str) -> str:
    """One line without control characters."""
    value = metadata.get(key)
    text = value if isinstance(value, str) else ""
    return "".join(letter if letter.isprintable() else " " for letter in text[:LONGEST]).strip()


def main(arguments: list[str]) -> int:
    child.limit_memory(MEMORY)
    try:
        child.say(asdict(read(Path(arguments[0]))))
    except InferenceError as fault:
        child.say({"error": fault.what, "hint": fault.hint})
    except (MemoryError, RecursionError):
        child.say({"error": NO_ANSWER.what, "hint": NO_ANSWER.hint})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
