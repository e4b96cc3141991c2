"""Capitals for the names of places and feasts that were typed in a hurry: "đi làm ở đài loan" → "đi làm ở Đài Loan"."""

import re
from functools import cache

from app.knowledge import read_toml
from app.paths import assets_dir
from app.viet.text import fold


def with_capitals(text: str) -> str:
    """The text with the names of assets/places.toml as they are spelled; other words stay as they are."""
    names, pattern = _names()
    return pattern.sub(lambda hit: names.get(hit[0]) or (hit[0] if hit[0][0].isupper() else names[hit[0].lower()]), text)


@cache
def _names() -> tuple[dict[str, str], re.Pattern[str]]:
    """Names by their lower case and as they are typed without diacritics ("Binh Duong"), and what finds them."""
    table = read_toml(assets_dir() / "places.toml")
    names = {name.lower(): name for name in (*table["names"], *table["after"], table["feast"])}
    bare = {spelled: name for name in table["names"] if " " in name and (spelled := fold(name).title()) != name}
    plain = "|".join(sorted(map(re.escape, map(str.lower, table["names"])), key=len, reverse=True))
    typed = "|".join(map(re.escape, bare))
    before = "|".join(rf"(?<=\b{re.escape(word)} )" for word in table["before"])
    after = "|".join(map(re.escape, map(str.lower, table["after"])))
    plaited = "|".join(table["plaited"])
    return {**names, **bare}, re.compile(rf"(?<!\w)(?:(?-i:{typed})|{plain}|(?:{before})(?:{after})|{table['feast'].lower()}(?! (?:{plaited})\b))(?!\w)", re.IGNORECASE)
