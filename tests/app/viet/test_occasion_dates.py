"""Rules of occasions and the days they give."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.viet.lunar import tet, to_lunar
from app.viet.occasion_dates import Fixed, Lunar, NthWeekday, next_date, read_rule

MONTHS = st.integers(min_value=1, max_value=12)
RULES = st.one_of(
    st.builds(Fixed, st.integers(min_value=1, max_value=28), MONTHS),
    st.builds(Lunar, st.integers(min_value=1, max_value=30), MONTHS),
    st.builds(NthWeekday, st.integers(min_value=1, max_value=4), st.integers(min_value=0, max_value=6), MONTHS),
)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"fixed": "20/11"}, Fixed(20, 11)),
        ({"fixed": "29/2"}, Fixed(29, 2)),
        ({"about": "20/6"}, Fixed(20, 6, about=True)),
        ({"lunar": "15/8"}, Lunar(15, 8)),
        ({"nth": "2 chủ nhật 5"}, NthWeekday(2, 6, 5)),
    ],
)
def test_rules_are_read(row, rule):
    assert read_rule(row) == rule


@pytest.mark.parametrize(
    "row",
    [{}, {"fixed": "31/4"}, {"fixed": "0/1"}, {"fixed": "20-11"}, {"lunar": "31/1"}, {"lunar": "1/13"}, {"fixed": 20}]
    + [{"nth": "5 chủ nhật 5"}, {"nth": "2 chủ nhật 13"}, {"on": "1/1"}, {"fixed": "1/1", "lunar": "1/1"}, "20/11"],
)
def test_what_names_no_day_is_refused(row):
    with pytest.raises(ValueError, match="Không hiểu ngày"):
        read_rule(row)


@pytest.mark.parametrize(
    ("row", "today", "day"),
    [
        ({"fixed": "20/11"}, date(2026, 11, 20), date(2026, 11, 20)),
        ({"fixed": "20/11"}, date(2026, 11, 21), date(2027, 11, 20)),
        ({"fixed": "1/1"}, date(2026, 12, 31), date(2027, 1, 1)),
        ({"fixed": "29/2"}, date(2027, 1, 1), date(2027, 2, 28)),
        ({"fixed": "29/2"}, date(2028, 1, 1), date(2028, 2, 29)),
        ({"lunar": "1/1"}, date(2026, 11, 25), date(2027, 2, 6)),
        ({"lunar": "1/1"}, date(2027, 2, 6), date(2027, 2, 6)),
        ({"lunar": "1/1"}, date(2027, 2, 7), date(2028, 1, 26)),
        ({"lunar": "23/12"}, date(2026, 12, 31), date(2027, 1, 30)),
        ({"lunar": "30/12"}, date(2027, 1, 1), date(2027, 2, 5)),
        ({"lunar": "15/7"}, date(2026, 6, 1), date(2026, 8, 27)),
        ({"lunar": "15/8"}, date(2026, 6, 1), date(2026, 9, 25)),
        ({"lunar": "15/6"}, date(2025, 7, 10), date(2026, 7, 28)),  # the leap month 6 of 2025 is passed over
        ({"nth": "2 chủ nhật 5"}, date(2026, 5, 10), date(2026, 5, 10)),
        ({"nth": "2 chủ nhật 5"}, date(2026, 5, 11), date(2027, 5, 9)),
        ({"nth": "3 chủ nhật 6"}, date(2026, 1, 1), date(2026, 6, 21)),
    ],
)
def test_next_days(row, today, day):
    assert next_date(read_rule(row), today) == day


@example(Lunar(1, 1), date(1900, 2, 1))
@given(RULES, st.dates(min_value=date(1900, 2, 1), max_value=date(2198, 10, 1)))
def test_the_next_day_is_within_a_year_and_stays_until_it_comes(rule, today):
    day = next_date(rule, today)
    assert timedelta(0) <= day - today < timedelta(385)  # a lunar year has at most 384 or 385 days
    assert next_date(rule, day) == day


@given(st.integers(min_value=1900, max_value=2198))
def test_the_last_day_of_the_lunar_year_is_the_day_before_tet(year):
    assert Lunar(30, 12).in_year(year) == tet(year + 1) - timedelta(1)


@given(
    st.integers(min_value=1, max_value=29), MONTHS, st.dates(min_value=date(1901, 1, 1), max_value=date(2198, 10, 1))
)
def test_a_lunar_rule_falls_on_its_lunar_day(day, month, today):
    found = to_lunar(next_date(Lunar(day, month), today))
    assert (found.day, found.month, found.leap) == (day, month, False)


def test_beyond_the_calendar_is_refused():
    with pytest.raises(ValueError, match="2199"):
        next_date(Lunar(1, 1), date(2199, 12, 1))
