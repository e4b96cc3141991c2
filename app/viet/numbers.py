"""Numbers in Vietnamese words, as the north says them and as the south does; Roman numerals."""

import re

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
ROMAN = re.compile(r"(?=[IVXLCDM])(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
BILLION = 10**9


def number_in_words(value: int, region: str = "bac") -> str:
    """An integer: 2027 -> "hai nghìn không trăm hai mươi bảy"; region "nam" says ngàn, lẻ and hai mươi bốn.

    A class of zeros is not said but before plain hundreds: 1000500 is "một triệu không nghìn năm trăm", since
    "một triệu năm trăm" is heard as 1500000.
    """
    if value < 0:
        return f"âm {number_in_words(-value, region)}"
    return " ".join(_words(value, region)) if value else DIGITS[0]


def _words(value: int, region: str) -> list[str]:
    billions, rest = divmod(value, BILLION)
    said = [*_words(billions, region), "tỉ"] if billions else []
    thousand = "ngàn" if region == "nam" else "nghìn"
    for count, unit in ((rest // 10**6, "triệu"), (rest // 1000 % 1000, thousand), (rest % 1000, "")):
        if count:
            said += _hundreds(count, region, full=bool(said)) + ([unit] if unit else [])
        elif unit == thousand and said and rest % 1000 >= 100:
            said += [DIGITS[0], thousand]
    return said


def _hundreds(value: int, region: str, *, full: bool) -> list[str]:
    """1 to 999; full: hundreds are said even if there are none, for higher classes stand before."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    south = region == "nam"
    said = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return [*said, *(["lẻ" if south else "linh"] if said else []), DIGITS[ones]] if ones else said
    said += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones == 5:
        return [*said, "lăm"]
    if tens > 1 and (ones == 1 or (ones == 4 and not south)):
        return [*said, "mốt" if ones == 1 else "tư"]
    return [*said, DIGITS[ones]] if ones else said


def digits_in_words(run: str) -> str:
    """Every digit by itself, all else left out: "0912 345" -> "không chín một hai ba bốn năm"."""
    return " ".join(DIGITS[int(digit)] for digit in run if digit in "0123456789")


def fraction_in_words(fraction: str, region: str = "bac") -> str:
    """What stands after the comma: two digits as a number unless they begin with 0, more of them one by one."""
    if len(fraction) <= 2 and fraction[0] != "0":
        return number_in_words(int(fraction), region)
    return digits_in_words(fraction)


def roman_value(numeral: str) -> int | None:
    """The value of a well-formed Roman numeral in capitals, 1 to 3999; None for anything else."""
    if not ROMAN.fullmatch(numeral):
        return None
    values = [ROMAN_VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
