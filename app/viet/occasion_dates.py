"""On which day an occasion falls next: rules written as data, and the day that each gives."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.viet.lunar import FIRST, LunarDate, lunar_month, to_solar

WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
NTH = re.compile(rf"([1-4]) ({'|'.join(WEEKDAYS)}) (\d{{1,2}})")


@dataclass(frozen=True)
class Fixed:
    """The same solar day each year; `about` when the season is meant, and the day is only its middle."""

    day: int
    month: int
    about: bool = False

    def in_year(self, year: int) -> date:
        """29 February is the 28th in a common year."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


@dataclass(frozen=True)
class Lunar:
    """The same lunar day each year: feasts, giỗ, lunar birthdays. A leap month does not repeat it."""

    day: int
    month: int

    def in_year(self, year: int) -> date:
        """The day in a lunar year, which may be in the next solar one; the 30th is the 29th in a short month."""
        length = lunar_month(year, self.month).length
        return to_solar(LunarDate(year, self.month, min(self.day, length)))


@dataclass(frozen=True)
class NthWeekday:
    """The nth weekday of a month; `weekday` 0 is Monday."""

    nth: int
    weekday: int
    month: int

    def in_year(self, year: int) -> date:
        """The day in a solar year."""
        first = date(year, self.month, 1)
        return first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))


Rule = Fixed | Lunar | NthWeekday


def read_rule(row: Mapping[str, str]) -> Rule:
    """A rule from a table with one key; ValueError if it is none or names no day.

    { fixed = "20/11" }, { about = "20/6" }, { lunar = "15/8" } or { nth = "2 chủ nhật 5" }.
    """
    match list(row.items()) if isinstance(row, Mapping) else []:
        case [("fixed" | "about" as key, str(text))] if found := DAY.fullmatch(text):
            day, month = map(int, found.groups())
            rule: Rule = Fixed(day, month, about=key == "about")
            fits = 1 <= month <= 12 and 1 <= day <= monthrange(2000, month)[1]
        case [("lunar", str(text))] if found := DAY.fullmatch(text):
            day, month = map(int, found.groups())
            rule = Lunar(day, month)
            fits = 1 <= month <= 12 and 1 <= day <= 30
        case [("nth", str(text))] if found := NTH.fullmatch(text):
            rule = NthWeekday(int(found[1]), WEEKDAYS.index(found[2]), int(found[3]))
            fits = 1 <= rule.month <= 12
        case _:
            fits = False
    if not fits:
        raise ValueError(f"Không hiểu ngày {row}: cần fixed, about, lunar (ngày/tháng) hay nth (2 chủ nhật 5).")
    return rule


def next_date(rule: Rule, today: date) -> date:
    """The first day of the rule that is today or later; ValueError where the lunar calendar does not reach (1900–2199)."""
    # A lunar year's last weeks lie in the next solar year, so the year before is asked too.
    first = max(today.year - 1, FIRST.year) if isinstance(rule, Lunar) else today.year
    return next(day for year in range(first, first + 3) if (day := rule.in_year(year)) >= today)
