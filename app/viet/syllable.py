"""Which letter runs are Vietnamese syllables: a grammar of onset, rhyme and tone, not a word list."""

import re
import unicodedata

TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
OPEN = (  # rhymes that take no final consonant
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|yêu|oi|ôi|ơi|oai|oao|oay|oeo|ua|ưa|ui|ưi|ưu|uây|uôi|ươi|ươu|uya|uyu|uêu|uy|uê|uơ|oe|oa|ue"
    "|a|e|ê|i|o|ô|ơ|u|ư|y"
)
CLOSED = "oă|oa|oe|uâ|uê|uyê|uy|uô|ươ|iê|yê|oo|ă|â|a|e|ê|i|o|ô|ơ|u|ư|y"
CODA = "ch|ng|nh|[cmnpt]"
SYLLABLE = re.compile(rf"(?:{ONSET})?(?:(?:{OPEN})|(?:{CLOSED})(?P<coda>{CODA}))")


def split_tone(syllable: str) -> tuple[str, str]:
    """The lower-case syllable without its tone mark, and the tone ("ngang" if none)."""
    tone = "ngang"
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", syllable.lower()):
        if letter in TONES:
            tone = TONES[letter]
        else:
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def is_syllable(run: str) -> bool:
    """Whether a run of letters could be a Vietnamese syllable; stops (c, ch, p, t) need sắc or nặng."""
    base, tone = split_tone(run)
    found = SYLLABLE.fullmatch(base)
    if not found:
        return False
    return found["coda"] not in ("c", "ch", "p", "t") or tone in ("sắc", "nặng")
