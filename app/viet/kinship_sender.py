"""Reads who writes: the self word that is asked for, and the gender that it tells."""

from dataclasses import dataclass

from app.viet.kinship_pairs import mirror, spoken
from app.viet.kinship_reading import Asked, hear
from app.viet.kinship_table import WORDS, KinshipTable, Pair
from app.viet.kinship_words import MOST_WORDS
from app.viet.text import fold, nfc


@dataclass(frozen=True)
class Sender:
    """The self words that the sender may use, the likeliest first (none: whatever fits), and the gender told."""

    words: tuple[str, ...]
    gender: str


def read_sender(sender: str, table: KinshipTable, region: str, gender: str) -> Sender:
    """Who writes: a word of [senders], or anybody who could be written to ("mẹ chồng" calls herself "mẹ").

    gender: "nam" or "nu" where it is known already, else "".
    """
    listed = _listed(sender, table)
    heard = hear(sender, table, Asked(region)) if sender else None
    if heard and heard.length > len(listed.split()):
        said, xung = heard.say, mirror(spoken(heard.row.of(region), table, region, gender, heard.say), table).xung
    elif listed:
        said, xung = listed, table.senders[listed]
    else:
        return Sender((), gender)
    gender = gender or _told(said, table)
    words = tuple(spoken(Pair("", xung), table, region, gender).xung.split("|"))
    return Sender(words, gender or table.gender_of(words[0]))


def _told(said: str, table: KinshipTable) -> str:
    """The gender that the whole saying tells, or one of its later words: "gái", "rể"."""
    words = (said, *said.lower().split()[1:])
    return next((table.genders[word] for word in words if word in table.genders), "")


def _listed(sender: str, table: KinshipTable) -> str:
    """The first name of a sender inside the words, in its longest form; "" when there is none."""
    asked = f" {' '.join(WORDS.findall(nfc(sender).lower())[:MOST_WORDS])} "
    for form in (str, fold) if asked == fold(asked) else (str,):
        found = [say for say in table.senders if f" {form(say)} " in form(asked)]
        if found:
            return min(found, key=lambda say: (form(asked).index(f" {form(say)} "), -len(say)))
    return ""
