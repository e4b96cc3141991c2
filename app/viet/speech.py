"""Text made ready to be read aloud: numbers, dates, times, amounts, telephone numbers and centuries in words."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.viet.numbers import DIGITS, digits_in_words, fraction_in_words, number_in_words, roman_value
from app.viet.text import nfc

UNITS = {
    "km/h": "ki-lô-mét trên giờ", "m/s": "mét trên giây", "km²": "ki-lô-mét vuông", "km2": "ki-lô-mét vuông",
    "m²": "mét vuông", "m2": "mét vuông", "m³": "mét khối", "m3": "mét khối", "cm²": "xăng-ti-mét vuông",
    "cm2": "xăng-ti-mét vuông", "km": "ki-lô-mét", "cm": "xăng-ti-mét", "mm": "mi-li-mét", "m": "mét",
    "kg": "ki-lô-gam", "Kg": "ki-lô-gam", "mg": "mi-li-gam", "g": "gam", "ml": "mi-li-lít", "l": "lít", "L": "lít",
    "ha": "héc-ta", "°C": "độ xê", "℃": "độ xê", "°": "độ", "%": "phần trăm", "‰": "phần nghìn",
    "VNĐ": "đồng", "VND": "đồng", "vnđ": "đồng", "vnd": "đồng", "₫": "đồng", "đ": "đồng", "USD": "đô la", "$": "đô la",
    "EUR": "ơ-rô", "€": "ơ-rô", "k": "nghìn", "K": "nghìn", "tr": "triệu", "h": "giờ", "kWh": "ki-lô-oát giờ",
    "kW": "ki-lô-oát", "W": "oát", "GB": "ghi-ga-bai", "MB": "mê-ga-bai",
}  # fmt: skip
DAY_IN_WORDS = re.compile(r"(?:ngày|mùng|mồng|hôm|rằm)\s*$", re.IGNORECASE)
DAY_AHEAD = re.compile(  # what comes before a day of the month, and seldom before a fraction
    r"(?:\b(?:ngày|mùng|mồng|hôm|sáng|trưa|chiều|tối|đêm|lễ|dịp|từ|đến|tới|trước|sau|vào|tết|hạn|nhật|thứ \w+),?\s*|\d\s?[-–—]\s?)$",
    re.IGNORECASE,
)
SPELLED = re.compile(  # numbers after these are said digit by digit
    r"\b(?:điện thoại|sđt|đt|tel|zalo|stk|tài khoản|tổng đài|hotline|mã|otp|cccd|cmnd|gọi)(?: số)?[ :.]*$",
    re.IGNORECASE,
)
ORDINAL_AHEAD = re.compile(r"\b(?:thứ)\s+$", re.IGNORECASE)
MONTH_AHEAD = re.compile(r"\btháng\s+$", re.IGNORECASE)
SPAN_AHEAD = re.compile(r"\b(?:từ|vào|trong|các)(?: ngày)?\s*$", re.IGNORECASE)
TIME_BEFORE, TIME_AFTER = re.compile(r"(?:\d[hg]\d*|:\d\d|/\d+)$"), re.compile(r"\d+[hg/:]")
SCORE = re.compile(r"\bt[ỉỷ] số [0-9]+$", re.IGNORECASE)
HOLIDAYS = ((1, 5), (2, 9), (1, 6), (5, 9))  # that would else be read as fractions
NAMED = r"(?i:thế k[ỷỉ]|chương|phần|khóa|khoá|kỳ|kì|quý|tập|hồi|thứ|đại hội|loại|cấp)"
GROUPS = r"[0-9]{1,3}(?:\.[0-9]{3})+(?!\.?[0-9])|[0-9]{1,3}(?:,[0-9]{3}){2,}(?![0-9])|[0-9]{1,3}(?:[\u00a0\u202f][0-9]{3})+(?![0-9])"
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))


class Place(NamedTuple):
    """Where a token stands, and for whom it is read."""

    before: str  # up to 24 characters
    after: str
    region: str


def spoken(text: str, region: str = "bac") -> str:
    """The text (NFC) with all that has digits in words; links and addresses stay. Region: bac, trung or nam."""
    text = nfc(text)

    def read(hit: re.Match[str]) -> str:
        place = Place(text[max(0, hit.start() - 24) : hit.start()], text[hit.end() : hit.end() + 24], region)
        said = READERS[str(hit.lastgroup)](hit[0], place)
        left = " " if place.before[-1:].isalnum() and said[:1].isalnum() else ""
        return left + said + (" " if place.after[:1].isalnum() and said[-1:].isalnum() else "")

    return TOKEN.sub(read, text)


def _numbers(token: str) -> list[int]:
    return [int(run) for run in re.findall(r"[0-9]+", token)]


def _as_it_is(token: str, place: Place) -> str:
    return token


def _phone(token: str, place: Place) -> str:
    return ("cộng " if token.startswith("+") else "") + digits_in_words(token)


def _one_by_one(token: str, place: Place) -> str:
    """The numbers of a token that is not what it looked like."""
    return re.sub(r"[0-9]+", lambda run: _count(run[0], place), token.replace("/", " trên "))


def _full_date(token: str, place: Place) -> str:
    day, month, year = _numbers(token)
    if day > 31:
        day, year = year, day
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return _date(day, month, year, place) if _is_day(day, month, year) else _one_by_one(token, place)


def _is_day(day: int, month: int, year: int = 2000) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _date(day: int, month: int, year: int | None, place: Place) -> str:
    ahead = "" if DAY_IN_WORDS.search(place.before) else "ngày "
    after = f" năm {number_in_words(year, place.region)}" if year else ""
    return f"{ahead}{number_in_words(day, place.region)} tháng {_month(month, place)}{after}"


def _month(month: int, place: Place) -> str:
    return "tư" if month == 4 else number_in_words(month, place.region)


def _dashed_day(token: str, place: Place) -> str:
    """ngày 8-3, as newspapers write."""
    day, month = _numbers(token)
    return _date(day, month, None, place) if _is_day(day, month) else _one_by_one(token.replace("-", " đến "), place)


def _days(token: str, place: Place) -> str:
    """5–8/12, 5-8/12/2027."""
    first, last, month, *year = _numbers(token)
    if not _is_day(last, month) or not 0 < first < last:
        return _one_by_one(re.sub(r"\s?[-–—]\s?", " đến ", token), place)
    ahead = "" if SPAN_AHEAD.search(place.before) or DAY_IN_WORDS.search(place.before) else "từ "
    ngay = "" if DAY_IN_WORDS.search(place.before) else "ngày "
    until = _date(last, month, year[0] if year else None, place._replace(before=""))
    return f"{ahead}{ngay}{number_in_words(first, place.region)} đến {until}"


def _month_of_year(token: str, place: Place) -> str:
    month, year = _numbers(token)
    if not 1 <= month <= 12:
        return _one_by_one(token, place)
    ahead = "" if MONTH_AHEAD.search(place.before) else "tháng "
    return f"{ahead}{_month(month, place)} năm {number_in_words(year, place.region)}"


def _day_or_fraction(token: str, place: Place) -> str:
    """8/3 is a day, 2/3 a fraction unless what stands before speaks of days; 24/7 is neither."""
    over, under = _numbers(token)
    told = DAY_AHEAD.search(place.before) or re.match(r"\s?[-–—]\s?[0-9]", place.after)
    day = _is_day(over, under) and (over >= under or under > 10 or (over, under) in HOLIDAYS or told)
    if day and (told or (over, under) != (24, 7)):
        return _date(over, under, None, place)
    if 0 < over < under <= 10:
        return f"{DIGITS[over]} phần {_month(under, place)}"
    return _one_by_one(token, place)


def _time(token: str, place: Place) -> str:
    """8h30, 8g30, 8:30, 8h05 phút, 20:15:30."""
    hour, minute, second = [*_numbers(token), 0, 0][:3]
    said = f"{number_in_words(hour, place.region)} giờ"
    if minute or second:
        named = minute < 10 or second or token.endswith("phút")
        said += f" {number_in_words(minute, place.region)}{' phút' if named else ''}"
    return said + (f" {number_in_words(second, place.region)} giây" if second else "")


def _dash(token: str, place: Place) -> str:
    """3–5 ngày, 8h - 10h; a dash between spaces is a dash, but between times or days. Scores have no word there."""
    if SCORE.search(place.before):
        return " "
    spaced = token != token.strip()
    until = not spaced or (TIME_BEFORE.search(place.before) and TIME_AFTER.match(place.after))
    return " đến " if until else token


def _roman(token: str, place: Place) -> str:
    """thế kỷ XXI, thế kỷ XIX–XX, lần thứ XIII."""
    ahead = re.match(NAMED, token)
    assert ahead is not None
    thu = ahead[0].lower() == "thứ"

    def word(numeral: re.Match[str]) -> str:
        value = roman_value(numeral[0])
        return numeral[0] if value is None else _ordinal(value, place) if thu else number_in_words(value, place.region)

    said = re.sub(r"\b[IVXLCDM]+\b", word, token[ahead.end() :])
    return ahead[0] + re.sub(r"\s?[-–—]\s?", " đến ", said)


def _ordinal(value: int, place: Place) -> str:
    return {1: "nhất", 4: "tư"}.get(value) or number_in_words(value, place.region)


def _slang(token: str, place: Place) -> str:
    """1tr5: a million and a half."""
    millions, tenth = _numbers(token)
    return number_in_words(millions * 10**6 + tenth * 10**5, place.region)


def _amount(token: str, place: Place) -> str:
    """A number, what it is counted in, and for each of what: 25.000đ/kg."""
    found = AMOUNT.fullmatch(token.lstrip("-−"))
    assert found is not None
    number, unit, per = found["number"], found["unit"] or found["sign"], found["per"]
    said = ("âm " if token[0] in "-−" else "") + _count(number, place)
    if unit:
        word = UNITS.get(unit, "")
        said += f" {'ngàn' if word == 'nghìn' and place.region == 'nam' else word}"
    return said + (f" một {UNITS.get(per, per)}" if per else "")


def _count(number: str, place: Place) -> str:
    """Digits with or without points and commas: 1.500, 1.500,75, 3,2, 3.2, 1.2.3."""
    whole, _, fraction = number.partition(",")
    if re.fullmatch(GROUPS, number):
        return number_in_words(int(re.sub(r"\D", "", number)), place.region)
    if fraction.isdecimal() and (whole.isdecimal() or re.fullmatch(GROUPS, whole)):
        return f"{_count(whole, place)} phẩy {fraction_in_words(fraction, place.region)}"
    runs = re.split("[.,]", number)
    if len(runs) == 2:
        return f"{_plain(runs[0], place)} chấm {fraction_in_words(runs[1], place.region)}"
    return (", " if fraction else " chấm ").join(_plain(run, place) for run in runs)


def _plain(run: str, place: Place) -> str:
    long = len(run) > 2 and run[0] == "0" or len(run) > 9
    if long or (len(run) > 2 and SPELLED.search(place.before)):
        return digits_in_words(run)
    if MONTH_AHEAD.search(place.before) and int(run) == 4:
        return _month(4, place)
    return _ordinal(int(run), place) if ORDINAL_AHEAD.search(place.before) else number_in_words(int(run), place.region)


AMOUNT_PATTERN = (
    rf"(?P<sign>[$€])?(?P<number>(?:{GROUPS})(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
    rf"(?:[ \u00a0]?(?P<unit>{UNIT})(?![^\W_])(?:/(?P<per>[^\W\d_]+))?)?"
)
AMOUNT = re.compile(AMOUNT_PATTERN)
CLOCK = r"(?:[01]?[0-9]|2[0-4])"
DIGIT = "(?:[ .-]?[0-9])"
PATTERNS: tuple[tuple[str, str, Callable[[str, Place], str]], ...] = (
    ("link", r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _as_it_is),
    ("full_date", r"(?<![0-9/.-])(?:[0-9]{1,2}(?P<bar>[/.-])[0-9]{1,2}(?P=bar)(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])", _full_date),
    ("phone", rf"(?<![\w.,])(?:02{DIGIT}{{9}}|(?:\+84|0){DIGIT}{{8,9}}|1[89]00{DIGIT}{{4,6}})(?!\w)", _phone),
    ("dashed_day", r"(?i:(?<=ngày )|(?<=mừng )|(?<=lễ )|(?<=dịp ))[0-9]{1,2}-[0-9]{1,2}(?![0-9/-]| ?tháng)", _dashed_day),
    ("days", r"(?<![0-9/])[0-9]{1,2}\s?[-–—]\s?[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?(?![0-9/])", _days),
    ("month_of_year", r"(?<![0-9/])[0-9]{1,2}/[0-9]{4}(?![0-9/])", _month_of_year),
    ("day_or_fraction", r"(?<![0-9/])[0-9]{1,3}/[0-9]{1,3}(?![0-9/])", _day_or_fraction),
    ("time", rf"(?<![0-9:.,]){CLOCK}(?:[hH](?:[0-5]?[0-9])?|g[0-5][0-9]|:[0-5][0-9](?::[0-5][0-9])?)(?: ?phút)?(?![\w:])", _time),
    ("dash", r"(?<=[0-9hgk%])\s?[-–—]\s?(?=[0-9])", _dash),
    ("hyphen", r"(?<=[^\W\d_])-(?=[0-9])", lambda token, place: " "),
    ("roman", rf"\b{NAMED}\s+(?:[IVX]|[IVXLCDM]{{2,}})(?:\s?[-–—]\s?[IVXLCDM]+)?\b", _roman),
    ("slang", r"(?<![\w.,])[0-9]{1,3}tr[1-9](?!\w)", _slang),
    ("amount", rf"(?:(?<![\w)%])(?:−|-(?=[0-9,.]+ ?(?:°|℃|độ)))|(?<=[ (])-)?{re.sub(r'[?]P<[a-z]+>', '', AMOUNT_PATTERN)}", _amount),
)  # fmt: skip
READERS = {name: reader for name, _, reader in PATTERNS}
TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in PATTERNS))
