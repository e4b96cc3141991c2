"""The twenty-four terms against almanac moments and an independent ephemeris."""

from datetime import date, datetime, timedelta, timezone

import astronomy
import pytest

from app.viet.astronomy import J2000, delta_t, julian_day
from app.viet.solar_terms import NAMES, solar_terms, term_on

HANOI = timezone(timedelta(hours=7))


# Universal times of the 2020 seasons from the Astronomical Almanac, in Hà Nội's time.
@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Xuân phân", datetime(2020, 3, 20, 10, 50, tzinfo=HANOI)),
        ("Hạ chí", datetime(2020, 6, 21, 4, 44, tzinfo=HANOI)),
        ("Thu phân", datetime(2020, 9, 22, 20, 31, tzinfo=HANOI)),
        ("Đông chí", datetime(2020, 12, 21, 17, 2, tzinfo=HANOI)),
    ],
)
def test_seasons_begin_to_the_minute(name, begins):
    found = next(term.begins for term in solar_terms(2020) if term.name == name)
    assert abs(found - begins) < timedelta(seconds=60)


@pytest.mark.parametrize("year", range(1900, 2200, 13))
def test_terms_agree_with_another_ephemeris(year):
    for term in solar_terms(year):
        jde = julian_day(term.begins) + delta_t(year + 0.5) / 86400
        start = astronomy.Time.FromTerrestrialTime(jde - J2000 - 2)
        assert abs(astronomy.SearchSunLongitude(term.longitude, start, 4).tt - (jde - J2000)) * 86400 < 90


def test_a_year_has_the_twenty_four_in_order():
    terms = solar_terms(2026)
    assert sorted(term.name for term in terms) == sorted(NAMES)
    assert (terms[0].name, terms[-1].name) == ("Tiểu hàn", "Đông chí")
    assert [term.begins for term in terms] == sorted(term.begins for term in terms)
    assert {term.begins.year for term in terms} == {2026}


def test_a_term_has_the_whole_of_its_first_day():
    assert [term_on(date(2026, 2, day)) for day in (3, 4, 18)] == ["Đại hàn", "Lập xuân", "Vũ thủy"]


def test_moments_are_in_the_zone_of_the_calendar():
    assert [solar_terms(year)[0].begins.utcoffset() for year in (1967, 1968)] == [
        timedelta(hours=8),
        timedelta(hours=7),
    ]


def test_years_outside_are_refused():
    with pytest.raises(ValueError, match="2200"):
        solar_terms(2200)
