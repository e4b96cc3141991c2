"""Can chi: the sixty-year names and their Vietnamese animals (mèo for Mão, trâu for Sửu)."""

STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
ANIMALS = ("chuột", "trâu", "hổ", "mèo", "rồng", "rắn", "ngựa", "dê", "khỉ", "gà", "chó", "lợn")


def year_name(year: int) -> str:
    """The can chi of the lunar year that begins in solar `year`: 2027 -> "Đinh Mùi"."""
    return f"{STEMS[(year - 4) % 10]} {BRANCHES[(year - 4) % 12]}"


def year_animal(year: int) -> str:
    """Its animal in lower case: 2027 -> "dê"."""
    return ANIMALS[(year - 4) % 12]


def tet_year(year: int, month: int) -> int:
    """The lunar year that a Tết greeting of this solar month is about: from March on, the next one.

    Tết falls between 21 January and 20 February, and people write until the end of the first lunar month.
    """
    return year if month < 3 else year + 1
