"""How old somebody is, by the solar count and by tuổi mụ, and the years of mừng thọ."""

from datetime import date

from app.viet.lunar import to_lunar

MUNG_THO = (70, 75, 80, 85, 90, 95)  # and each year from 100 on (Luật Người cao tuổi 2009, article 21)
MUNG_THO_YEARLY = 100


def solar_age(born: date, today: date) -> int:
    """Full years since birth; who was born on 29 February grows older on 1 March in a common year."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def tuoi_mu(born: date, today: date) -> int:
    """One at birth, and one more at each Tết."""
    return to_lunar(today).year - to_lunar(born).year + 1


def is_mung_tho(age: int) -> bool:
    """Whether an age is feasted."""
    return age in MUNG_THO or age >= MUNG_THO_YEARLY


def next_mung_tho(birth_year: int, year: int, *, mu: bool = True) -> tuple[int, int]:
    """The year, `year` or later, in which who was born in `birth_year` is next feasted, and the age.

    Families count tuổi mụ and lunar years; with `mu` false the ages are year less year, as many officials count.
    """
    while not is_mung_tho(year - birth_year + mu):
        year += 1
    return year, year - birth_year + mu
