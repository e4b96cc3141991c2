"""Can chi: the sixty names of years, months, days and hours, and their Vietnamese animals (mèo for Mão, trâu for Sửu)."""

from datetime import date

from app.viet.lunar import to_lunar

STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
ANIMALS = ("chuột", "trâu", "hổ", "mèo", "rồng", "rắn", "ngựa", "dê", "khỉ", "gà", "chó", "lợn")
DAY_0 = 14  # place in the cycle of the day of date ordinal 0: 1 January 2000 (730120) is Mậu Ngọ, place 54


def year_name(year: int) -> str:
    """The can chi of the lunar year that begins in solar `year`: 2027 -> "Đinh Mùi"."""
    return _name(year - 4)


def year_animal(year: int) -> str:
    """Its animal in lower case: 2027 -> "dê"."""
    return ANIMALS[(year - 4) % 12]


def month_name(year: int, month: int) -> str:
    """The can chi of a lunar month; a leap month has that of the month before. Month 1 is always a Dần."""
    return _name(12 * (year - 4) + month + 1)


def day_name(day: date) -> str:
    """The can chi of a solar day: 17 February 2026 -> "Nhâm Tuất"."""
    return _name(day.toordinal() + DAY_0)


def hour_name(day: date, hour: int) -> str:
    """The can chi of a clock hour, 0 to 23; hour Tý begins at 23, and with it the next day's names."""
    assert 0 <= hour < 24
    return _name(12 * (day.toordinal() + DAY_0) + (hour + 1) // 2)


def born_under(birthday: date) -> str:
    """The animal of the lunar year of birth: 20 January 1985, the day before Tết, -> "chuột"."""
    return year_animal(to_lunar(birthday).year)


def tet_year(today: date) -> int:
    """The lunar year that a Tết greeting written today is about: the coming one, until month Giêng is over."""
    now = to_lunar(today)
    return now.year if now.month == 1 else now.year + 1


def _name(place: int) -> str:
    return f"{STEMS[place % 10]} {BRANCHES[place % 12]}"
