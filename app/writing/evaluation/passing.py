"""How many of a model's texts a person could send as they are, over the requests written by hand: the numbers of a result."""

from collections.abc import Sequence
from typing import Any

from app.knowledge import read_toml
from app.paths import assets_dir
from app.writing.compose import Desk
from app.writing.evaluation.__main__ import measure
from app.writing.evaluation.briefs import Asked, hand_written
from app.writing.evaluation.measures import Standard
from app.writing.library import Library
from app.writing.prompt import load_prompts
from app.writing.source import open_source
from inference.client import Client

SEED = 20


def greetings(client: Client, count: int = 0) -> dict[str, Any]:
    """Shares without any fault, of single samples and of the best of three as a person gets it, with all figures.

    count: requests, taken evenly from beginning to end; 0: all.
    """
    place = assets_dir() / "evaluation"
    knowledge = open_source(assets_dir()).knowledge
    desk = Desk(knowledge, load_prompts(), Library(()))
    labels = {label for names in desk.prompts["mam"].values() for label in names.values()}
    asked = evenly(list(hand_written(place / "briefs.jsonl", knowledge)), count)
    standard = Standard(knowledge, read_toml(place / "measures.toml"), labels)
    found, unanswered = measure(asked, client, desk, standard, SEED, texts=False)
    both = found["all"]
    shares = {way: both[way].share("faultless") for way in ("single", "best")}
    figures = {f"{way}_figures": both[way].figures() for way in ("single", "best")}
    return {**shares, "count": len(asked), "unanswered": unanswered["all"], **figures}


def evenly(every: Sequence[Asked], count: int) -> list[Asked]:
    """`count` of them from beginning to end; all of them for 0 or more than there are."""
    wanted = min(count, len(every)) or len(every)
    return [every[number * len(every) // wanted] for number in range(wanted)]
