"""Everything that composing needs beside the brief."""

from collections.abc import Container
from dataclasses import dataclass

from app.knowledge import Knowledge
from app.writing.library import Library
from app.writing.prompt import Prompts

PROMPT = "lon"  # of assets/prompts, for every model but Mầm


@dataclass(frozen=True)
class Desk:
    """The tables, the texts, and by which prompt (a name of assets/prompts) models other than Mầm are asked."""

    knowledge: Knowledge
    prompts: Prompts
    library: Library  # offered beside the model's texts
    used: Container[str] = ()  # marks (app.writing.used) of texts that this recipient was given already
    prompt: str = PROMPT
    examples: Library | None = None  # shown to the model, where that is not the library on offer
