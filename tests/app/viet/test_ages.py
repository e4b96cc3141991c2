"""Ages by both counts, and the years of mừng thọ."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.ages import is_mung_tho, next_mung_tho, solar_age, tuoi_mu
from app.viet.lunar import tet

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(1957, 5, 2), date(2026, 5, 1), 68),
        (date(1957, 5, 2), date(2026, 5, 2), 69),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
    ],
)
def test_solar_ages(born, today, age):
    assert solar_age(born, today) == age


def test_a_child_of_the_last_lunar_day_is_two_on_its_second_day():
    last = tet(2027) - timedelta(1)
    assert [tuoi_mu(last, last), tuoi_mu(last, tet(2027))] == [1, 2]


def test_who_was_born_before_tet_belongs_to_the_year_before():
    assert tuoi_mu(date(1985, 1, 20), date(2026, 12, 1)) == 43
    assert tuoi_mu(date(1985, 1, 21), date(2026, 12, 1)) == 42


@given(DAYS, DAYS)
def test_tuoi_mu_is_at_most_two_more_and_never_less(one, other):
    born, today = sorted((one, other))
    assert 0 <= tuoi_mu(born, today) - solar_age(born, today) <= 2


def test_feasted_ages():
    assert [age for age in range(60, 103) if is_mung_tho(age)] == [70, 75, 80, 85, 90, 95, 100, 101, 102]


@pytest.mark.parametrize(
    ("born", "year", "mu", "found"),
    [
        (1957, 2026, True, (2026, 70)),
        (1957, 2026, False, (2027, 70)),
        (1957, 2027, True, (2031, 75)),
        (1920, 2027, True, (2027, 108)),
    ],
)
def test_the_next_feast(born, year, mu, found):
    assert next_mung_tho(born, year, mu=mu) == found
