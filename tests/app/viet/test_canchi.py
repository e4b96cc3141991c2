"""The sixty names of years, months, days and hours."""

from datetime import date, timedelta

import lunar_vn.can_chi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.canchi import born_under, day_name, hour_name, month_name, tet_year, year_animal, year_name
from app.viet.lunar import LunarDate, lunar_month, tet, to_solar


@pytest.mark.parametrize(
    ("year", "name", "animal"), [(2027, "Đinh Mùi", "dê"), (2023, "Quý Mão", "mèo"), (1984, "Giáp Tý", "chuột")]
)
def test_years_have_names(year, name, animal):
    assert (year_name(year), year_animal(year)) == (name, animal)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1945, 9, 2), "Giáp Tuất"),
        (date(2000, 1, 1), "Mậu Ngọ"),
        (date(1975, 4, 30), "Bính Ngọ"),
        (date(1949, 10, 1), "Giáp Tý"),
    ],
)
def test_days_have_names(day, name):
    assert day_name(day) == name


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 10, 1)))
def test_days_come_round_after_sixty_and_not_before(day):
    names = [day_name(day + timedelta(days)) for days in range(61)]
    assert len(set(names)) == 60
    assert names[0] == names[60]


@pytest.mark.parametrize(
    ("year", "month", "name"),
    [(2024, 1, "Bính Dần"), (2026, 1, "Canh Dần"), (2026, 12, "Tân Sửu"), (2027, 1, "Nhâm Dần")],
)
def test_months_have_names(year, month, name):
    assert month_name(year, month) == name


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(min_value=1, max_value=12))
def test_days_and_months_have_the_names_another_program_gives(day, month):
    assert day_name(day) == lunar_vn.can_chi.get_day_can_chi(day.toordinal() + 1721425)
    assert month_name(day.year, month) == lunar_vn.can_chi.get_month_can_chi(day.year, month)


def test_hours_go_by_two_from_the_hour_of_ty():
    day = date(2000, 1, 1)  # Mậu Ngọ: its hour Tý is Nhâm Tý
    assert [hour_name(day, hour) for hour in (0, 1, 2, 12, 22)] == [
        "Nhâm Tý", "Quý Sửu", "Quý Sửu", "Mậu Ngọ", "Quý Hợi",
    ]  # fmt: skip
    assert hour_name(day, 23) == hour_name(day + timedelta(1), 0) == "Giáp Tý"


def test_the_animal_of_birth_goes_by_tet_not_by_new_year():
    assert born_under(date(1985, 1, 20)) == "chuột"
    assert born_under(date(1985, 1, 21)) == "trâu"


def test_a_tet_greeting_in_november_is_about_the_next_year():
    assert tet_year(date(2026, 11, 25)) == 2027


def test_a_tet_greeting_is_about_the_new_year_until_month_gieng_is_over():
    assert tet_year(tet(2027) - timedelta(1)) == 2027
    last_of_gieng = to_solar(LunarDate(2027, 1, lunar_month(2027, 1).length))
    assert tet_year(last_of_gieng) == 2027
    assert tet_year(last_of_gieng + timedelta(1)) == 2028
