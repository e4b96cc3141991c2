"""The Vietnamese lunar calendar from 1900 to 2199, by the astronomy: solar day ↔ lunar day, leap months, Tết.

A month begins on the day of its new moon, and month 11 holds the winter solstice. When thirteen months pass from one
month 11 to the next, the first without a principal term (a multiple of 30° of the sun's longitude) is the leap month.
Days are those of the calendar in force: UTC+8 before 1968, UTC+7 since (decision 121-CP of 8 August 1967).
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from functools import cache
from itertools import pairwise
from math import floor

from app.viet.astronomy import FIRST_NEW_MOON, SYNODIC_MONTH, new_moon, sun_longitude, sun_reaches

FIRST = date(1900, 1, 1)
LAST = date(2199, 12, 31)
REFORM = date(1968, 1, 1)
ORDINAL_0 = 1721424.5  # Julian day at which the day of ordinal 0 begins
WINTER_SOLSTICE = 270


@dataclass(frozen=True)
class LunarDate:
    """A day of the lunar calendar; `year` is the solar year in which its Tết falls."""

    year: int
    month: int
    day: int
    leap: bool = False

    def __str__(self) -> str:
        """Day, month and year: 15/8/2027, 1/6 nhuận/2025."""
        return f"{self.day}/{self.month}{' nhuận' if self.leap else ''}/{self.year}"


@dataclass(frozen=True)
class Month:
    """A lunar month of `length` days; `start` is the date ordinal of the first."""

    year: int
    number: int
    leap: bool
    start: int
    length: int


def to_lunar(day: date) -> LunarDate:
    """The lunar date of a solar day; ValueError outside 1900–2199."""
    check_year(day.year)
    ordinal = day.toordinal()
    all_months = months(day.year)
    if ordinal < all_months[0].start:
        all_months = months(day.year - 1)
    month = all_months[bisect_right(all_months, ordinal, key=_start) - 1]
    return LunarDate(month.year, month.number, ordinal - month.start + 1, month.leap)


def to_solar(lunar: LunarDate) -> date:
    """The solar day of a lunar date; ValueError where there is no such day, or it falls outside 1900–2199."""
    month = lunar_month(lunar.year, lunar.month, lunar.leap)
    if not 1 <= lunar.day <= month.length:
        raise ValueError(f"Không có ngày âm lịch {lunar}: tháng ấy có {month.length} ngày.")
    day = date.fromordinal(month.start + lunar.day - 1)
    check_year(day.year)
    return day


def tet(year: int) -> date:
    """The first day of the lunar year that begins in solar `year`."""
    return to_solar(LunarDate(year, 1, 1))


def leap_month(year: int) -> int | None:
    """The number of the month that a lunar year has twice, or None."""
    return next((month.number for month in months(year) if month.leap), None)


def lunar_month(year: int, number: int, leap: bool = False) -> Month:
    """One month of a lunar year; ValueError if the year has none such."""
    for month in months(year):
        if (month.number, month.leap) == (number, leap):
            return month
    raise ValueError(f"Năm âm lịch {year} không có tháng {number}{' nhuận' if leap else ''}.")


@cache
def months(year: int) -> tuple[Month, ...]:
    """The twelve or thirteen months of a lunar year, 1899 (whose end falls in 1900) to 2199."""
    if year != FIRST.year - 1:
        check_year(year)
    return tuple(month for month in (*_solstice_year(year), *_solstice_year(year + 1)) if month.year == year)


def day_of(jd: float) -> date:
    """The day of the calendar in force at a Julian day (UT)."""
    return date.fromordinal(floor(jd - ORDINAL_0 + (8 if jd < _midnight(REFORM.toordinal()) else 7) / 24))


def zone_of(day: date) -> timezone:
    """The zone whose midnights part the days of the calendar."""
    return timezone(timedelta(hours=8 if day < REFORM else 7))


@cache
def _solstice_year(year: int) -> tuple[Month, ...]:
    """From month 11 of lunar year `year` - 1 up to month 11 of `year`, which is left out."""
    first, last = _month_of_solstice(year - 1), _month_of_solstice(year)
    starts = [_first_day(k) for k in range(first, last + 1)]
    terms = [floor(sun_longitude(_midnight(start)) / 30) for start in starts]
    plain = [before == after for before, after in pairwise(terms)]  # months without a principal term
    leap_at = plain.index(True) if last - first == 13 else None
    made = []
    for place, (start, end) in enumerate(pairwise(starts)):
        step = place - (leap_at is not None and place >= leap_at)
        of_last_year = step < 2
        number = step + 11 if of_last_year else step - 1
        made.append(Month(year - of_last_year, number, place == leap_at, start, end - start))
    return tuple(made)


def _month_of_solstice(year: int) -> int:
    """The number of the new moon that begins the month with the winter solstice of a solar year."""
    solstice = sun_reaches(WINTER_SOLSTICE, ORDINAL_0 + date(year, 12, 22).toordinal())
    day = day_of(solstice).toordinal()
    k = floor((solstice - FIRST_NEW_MOON) / SYNODIC_MONTH) + 1
    while _first_day(k) > day:
        k -= 1
    return k


def _first_day(k: int) -> int:
    return day_of(new_moon(k)).toordinal()


def _midnight(ordinal: int) -> float:
    """The Julian day (UT) at which a day of the calendar begins."""
    return ORDINAL_0 + ordinal - (8 if ordinal < REFORM.toordinal() else 7) / 24


def _start(month: Month) -> int:
    return month.start


def check_year(year: int) -> None:
    """ValueError for a year that the calendar is not computed for."""
    if not FIRST.year <= year <= LAST.year:
        raise ValueError(f"Lịch âm chỉ tính được từ năm {FIRST.year} đến năm {LAST.year}, không có năm {year}.")
