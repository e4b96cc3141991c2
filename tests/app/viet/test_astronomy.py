"""New moons, the sun and ΔT against Meeus's worked examples and an independent ephemeris."""

from datetime import UTC, datetime

import astronomy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.astronomy import (
    J2000,
    delta_t,
    julian_day,
    moment,
    new_moon_jde,
    sun_longitude,
    sun_longitude_jde,
    sun_reaches,
)

DAYS = st.floats(min_value=2415020.5, max_value=2524593.5)  # 1900 to 2199


def seconds(days: float) -> float:
    return days * 86400


def test_the_new_moon_of_february_1977():
    assert new_moon_jde(-283) == pytest.approx(2443192.65118, abs=1e-5)  # Meeus, example 49.a


def test_the_sun_of_october_1992():
    assert sun_longitude_jde(2448908.5) == pytest.approx(199 + 54 / 60 + 21.818 / 3600, abs=0.05 / 3600)  # 25.b


def test_new_moons_agree_with_another_ephemeris():
    """The other one leaves out the aberration of the sun's light, which makes its new moons 40 seconds late."""
    for k in range(-1236, 2474, 7):
        jde = new_moon_jde(k)
        found = astronomy.SearchMoonPhase(0, astronomy.Time.FromTerrestrialTime(jde - J2000 - 1), 2)
        assert abs(seconds(jde - J2000 - found.tt) + 40) < 25


@given(DAYS)
def test_the_sun_agrees_with_another_ephemeris(jde):
    theirs = astronomy.SunPosition(astronomy.Time.FromTerrestrialTime(jde - J2000)).elon
    assert abs((sun_longitude_jde(jde) - theirs + 180) % 360 - 180) < 3 / 3600


@given(st.integers(min_value=0, max_value=23), DAYS)
def test_the_sun_is_where_it_was_sought(place, jd):
    there = sun_reaches(place * 15, jd)
    assert abs((sun_longitude(there) - place * 15 + 180) % 360 - 180) < 1e-7
    assert abs(there - jd) < 187  # the longer half of the year has 186.4 days


@pytest.mark.parametrize(
    ("year", "known"), [(1900, -2.8), (1950, 29.1), (1990, 56.9), (2000, 63.8), (2010, 66.1), (2020, 69.4)]
)
def test_delta_t_is_what_was_measured(year, known):
    assert delta_t(year) == pytest.approx(known, abs=0.3)


def test_delta_t_has_no_jumps():
    years = [1890 + step / 100 for step in range(31_000)]
    assert max(abs(delta_t(year) - delta_t(year + 0.01)) for year in years) < 0.2


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 12, 31), timezones=st.just(UTC)))
def test_a_moment_and_its_julian_day(when):
    assert abs((moment(julian_day(when)) - when).total_seconds()) < 1e-3
