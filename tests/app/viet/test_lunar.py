"""The lunar calendar against published days, two other programs, and itself."""

import csv
from datetime import date, timedelta
from pathlib import Path

import astronomy
import holidays
import lunar_vn
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.astronomy import J2000, delta_t
from app.viet.lunar import FIRST, LAST, ORDINAL_0, LunarDate, day_of, leap_month, lunar_month, months, tet
from app.viet.lunar import to_lunar, to_solar

VECTORS = Path(__file__).resolve().parents[2] / "data" / "tet_1900_2100.csv"
SOLAR_DAYS = st.dates(min_value=FIRST, max_value=LAST)


def known_tets() -> dict[int, date]:
    """The day of Tết by year, from the column of the zone then in force."""
    with VECTORS.open(encoding="utf-8") as rows:
        return {
            int(row["year"]): date.fromisoformat(row["tet_utc8_cn" if int(row["year"]) < 1968 else "tet_utc7_vn"])
            for row in csv.DictReader(rows)
        }


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(step) for step in range((last - first).days + 1)]


def theirs(day: date) -> LunarDate:
    """The same day by lunar-vn."""
    found = lunar_vn.solar_to_lunar(day, 7.0 if day.year >= 1968 else 8.0)
    return LunarDate(found.year, found.month, found.day, bool(found.leap))


def test_every_tet_of_two_centuries():
    known = known_tets()
    assert len(known) == 201
    assert {year: tet(year) for year in known} == known


@pytest.mark.parametrize(
    "day", ["1968-01-29", "1985-01-21", "2007-02-17", "2026-02-17", "2027-02-06", "2030-02-02", "2053-02-18"]
)
def test_tets_that_differ_or_are_near(day):
    assert tet(int(day[:4])) == date.fromisoformat(day)


def test_no_day_since_the_reform_differs_but_two_months():
    """Their new moons of 9 December 2072 and 18 October 2085 are by another ΔT.

    Ours come 8 seconds before and 61 seconds after midnight; the Swiss Ephemeris has 17 before and 58 after.
    """
    differ = [day for day in days(date(1968, 1, 1), date(2099, 12, 31)) if to_lunar(day) != theirs(day)]
    assert differ == days(date(2072, 12, 9), date(2073, 1, 7)) + days(date(2085, 10, 18), date(2085, 11, 16))


def test_no_day_before_the_reform_differs():
    assert [day for day in days(date(1900, 1, 31), date(1967, 12, 31)) if to_lunar(day) != theirs(day)] == []


def test_tets_beyond_the_list_are_on_the_day_of_a_new_moon():
    """By another ephemeris, whose new moons are 40 seconds late (see test_astronomy)."""
    for year in range(2101, 2200):
        noon = ORDINAL_0 + tet(year).toordinal() + 0.5
        found = astronomy.SearchMoonPhase(0, astronomy.Time.FromTerrestrialTime(noon - J2000 - 3), 6)
        assert day_of(found.tt + J2000 - (40 + delta_t(year)) / 86400) == tet(year)


@given(SOLAR_DAYS)
def test_there_and_back(day):
    assert to_solar(to_lunar(day)) == day


@given(st.dates(min_value=FIRST, max_value=LAST - timedelta(1)))
def test_the_next_day_is_the_next_lunar_day(day):
    today, tomorrow = to_lunar(day), to_lunar(day + timedelta(1))
    same_month = (today.year, today.month, today.leap) == (tomorrow.year, tomorrow.month, tomorrow.leap)
    assert tomorrow.day == (today.day + 1 if same_month else 1)
    assert same_month or today.day in (29, 30)


def test_months_have_29_or_30_days_and_only_leap_ones_come_twice():
    for year in range(1900, 2200):
        made = months(year)
        assert {month.length for month in made} == {29, 30}
        assert [month.number for month in made if not month.leap] == list(range(1, 13))
        assert [month.number for month in made if month.leap] == ([] if len(made) == 12 else [leap_month(year)])


# 1985 and 2033 are where rules and zones differ: China has no leap month 2 in 1985, it had a leap month 10 in 1984.
@pytest.mark.parametrize(
    ("year", "month"),
    [(1984, None), (1985, 2), (1987, 7), (2004, 2), (2014, 9), (2017, 6), (2020, 4), (2023, 2), (2025, 6), (2026, None)]
    + [(2028, 5), (2031, 3), (2033, 11), (2034, None)],
)
def test_leap_months(year, month):
    assert leap_month(year) == month


def test_a_leap_month_has_days_of_its_own():
    assert to_lunar(date(2025, 7, 25)) == LunarDate(2025, 6, 1, leap=True)
    assert to_solar(LunarDate(2025, 6, 1)) == date(2025, 6, 25)


def test_a_lunar_date_in_words():
    assert [str(LunarDate(2027, 8, 15)), str(LunarDate(2025, 6, 1, leap=True))] == ["15/8/2027", "1/6 nhuận/2025"]


def test_public_holidays_agree():
    """Tết's first day and Giỗ Tổ, by a list of public holidays."""
    listed = holidays.country_holidays("VN", years=range(2008, 2051), language="vi")
    for year in range(2008, 2051):
        assert "Tết Nguyên Đán" in listed[tet(year)]
        assert "Hùng" in listed[to_solar(LunarDate(year, 3, 10))]


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2200, 1, 1)])
def test_days_outside_are_refused(day):
    with pytest.raises(ValueError, match="từ năm 1900 đến năm 2199"):
        to_lunar(day)


@pytest.mark.parametrize("year", [1899, 2200])
def test_years_outside_have_no_tet(year):
    with pytest.raises(ValueError, match=str(year)):
        tet(year)


@pytest.mark.parametrize("lunar", [LunarDate(1899, 11, 29), LunarDate(2199, 12, 1)])
def test_lunar_dates_whose_day_is_outside_are_refused(lunar):
    with pytest.raises(ValueError, match="từ năm 1900 đến năm 2199"):
        to_solar(lunar)


@pytest.mark.parametrize("lunar", [LunarDate(2026, 1, 0), LunarDate(2026, 2, 31), LunarDate(2026, 1, 31)])
def test_days_that_do_not_exist_are_refused(lunar):
    with pytest.raises(ValueError, match="Không có ngày âm lịch"):
        to_solar(lunar)


def test_a_leap_month_that_the_year_lacks_is_refused():
    with pytest.raises(ValueError, match="2026 không có tháng 6 nhuận"):
        lunar_month(2026, 6, leap=True)
