"""The grammar of written syllables without their tones: onsets, rhymes, which go together, where the mark stands.

No word list: of what the tables allow, about two fifths are in use. The rules of quốc ngữ that they carry:
k, gh and ngh before e, ê and i, c, g and ng before the rest; q only before u; gi swallows an i that follows; the
glide is u before â ê ơ y, else o; lips (b m ph v), g and gi take no glide but in a few naturalised words.
"""

from collections.abc import Iterator
from functools import lru_cache

FRONT = "eêi"  # the letters before which k, gh and ngh are written
# Lists are written as one string and split where they are used.
PLAIN_ONSETS = "b ch d đ h l m n nh ph r s t th tr v x"
GLIDE_ONSETS = "ch d đ h kh l n ng nh r s t th tr x"  # and none
HARD = (("k", "c"), ("gh", "g"), ("ngh", "ng"), ("kh", "kh"))  # spelled before FRONT, before the rest
STOPS = ("c", "ch", "k", "p", "t")

RHYMES = (
    "a ai ao au ay am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âu ây âm ân âng âp ât âc "
    "e eo em en eng ep et ec ê êu êm ên ênh êp êt êch i iu im in inh ip it ich ia iêu iêm iên iêng iêp iêt iêc "
    "o oi om on ong op ot oc oong ooc ô ôi ôm ôn ông ôp ôt ôc ơ ơi ơm ơn ơp ơt "
    "u ui um un ung up ut uc ua uôi uôm uôn uông uôt uôc "
    "ư ưi ưu ưm ưn ưng ưt ưc ưa ươi ươu ươm ươn ương ươp ươt ươc"
)
GLIDE_RHYMES = (
    "oa oai oao oay oam oan oang oanh oap oat oac oach oăm oăn oăng oăt oăc oe oeo oem oen oeng oet oec "
    "uây uân uâng uât uê uênh uêch uêu uơ uy uya uyu uyên uyêt uyn uynh uyp uyt uych"
)
Q_RHYMES = (  # after q: u is written for every glide
    "ua uai uao uau uay uam uan uang uanh uap uat uac uach uăm uăn uăng uăp uăt uăc uây uâu uâm uân uâng uât uâc "
    "ue ueo uen ueng uet uec uê uêu uên uênh uêt uêch uơ uơi uơn uơt uôc "
    "ui uin uinh uit uich uy uyên uyêt uynh uyt uych uyu"
)
GI_RHYMES = "i im in ip ich iêu iêm iên iêng iêp iêt iêc"  # written giêng, not giiêng; gin, gì, lô gích, but ghim
Y_ONSETS = "h k l m n s t th v"  # may end in y for i: lý beside lí, Vy beside Vi
Y_RHYMES = "y yêu yêm yên yêng yêt"  # i and iê that begin a syllable
P_RHYMES = "a an ao ăc ê i ia in inh o ô ơ u"  # pin, pa nô, pô, bánh pía; Sa Pa, Pắc Bó, Pù Luông
NATURALISED = (  # written as syllables, and no reader takes them for foreign
    "b-uyt m-oay v-oan ph-uy b-oa g-oa gi-oăng p-ac k-ông k-an k-on đ-ăk l-ăk"  # Hồng Kông, Bắc Kạn, Kon Tum, Đắk Lắk
)
CROWNED = "ăâêôơư"
VOWELS = "aeiouy" + CROWNED
EITHER = ("oa", "oe", "uy")  # old hòa, new hoà


@lru_cache(maxsize=1)
def spellings() -> dict[str, tuple[str, str]]:
    """Every toneless spelling that the grammar makes -> (onset, rhyme) as written: "nghiêng" -> ("ngh", "iêng")."""
    made = {onset + rhyme: (onset, rhyme) for onset, rhyme in _pairs()}
    return made | {f"gi{rhyme.removeprefix('i')}": ("gi", rhyme) for rhyme in GI_RHYMES.split()}


def _pairs() -> Iterator[tuple[str, str]]:
    """Onsets and rhymes that are written one after the other, as they are."""
    for rhyme in RHYMES.split():
        yield from ((onset, rhyme) for onset in PLAIN_ONSETS.split())
        yield from ((hard[0] if rhyme[0] in FRONT else hard[1], rhyme) for hard in HARD)
        if rhyme[0] != "i":
            yield "gi", rhyme
        if not rhyme.startswith("iê"):
            yield "", rhyme
    yield from ((onset, rhyme) for onset in ["", *GLIDE_ONSETS.split()] for rhyme in GLIDE_RHYMES.split())
    for onset, rhymes in (("q", Q_RHYMES), ("", Y_RHYMES), ("p", P_RHYMES)):
        yield from ((onset, rhyme) for rhyme in rhymes.split())
    yield from ((onset, "y") for onset in Y_ONSETS.split())
    for word in NATURALISED.split():
        onset, rhyme = word.split("-")
        yield onset, rhyme


@lru_cache(maxsize=4096)
def mark_places(base: str) -> tuple[int, int]:
    """Where the tone mark of a toneless spelling stands, as indices of letters: (old style, new style).

    On ă â ê ô ơ ư if there is one (the last of two); else on the last vowel before a consonant, on the middle one of
    three, on the first of two. Only an open oa, oe, uy differs: new style marks the second, and so do both after q.
    """
    onset, rhyme = spellings()[base]
    start = len(base) - len(rhyme)
    vowels = rhyme[: len(rhyme) - len(rhyme.lstrip(VOWELS))]
    marked = [at for at, letter in enumerate(vowels) if letter in CROWNED]
    if marked:
        return start + marked[-1], start + marked[-1]
    if vowels != rhyme or (onset == "q" and len(vowels) == 2):
        return start + len(vowels) - 1, start + len(vowels) - 1
    first = start + (len(vowels) == 3)
    return first, first + (vowels in EITHER)
