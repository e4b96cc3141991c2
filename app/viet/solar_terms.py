"""The twenty-four solar terms (tiết khí): their Vietnamese names and the moments at which they begin."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from app.viet.astronomy import julian_day, moment, sun_longitude, sun_reaches
from app.viet.lunar import check_year, zone_of

# From 0° of the sun's longitude on, by 15°.
NAMES = (
    "Xuân phân", "Thanh minh", "Cốc vũ", "Lập hạ", "Tiểu mãn", "Mang chủng",
    "Hạ chí", "Tiểu thử", "Đại thử", "Lập thu", "Xử thử", "Bạch lộ",
    "Thu phân", "Hàn lộ", "Sương giáng", "Lập đông", "Tiểu tuyết", "Đại tuyết",
    "Đông chí", "Tiểu hàn", "Đại hàn", "Lập xuân", "Vũ thủy", "Kinh trập",
)  # fmt: skip
FIRST_OF_YEAR = 19  # Tiểu hàn, about 5 January


@dataclass(frozen=True)
class SolarTerm:
    """One term; `longitude` in degrees, `begins` in the calendar's zone, within half a minute."""

    name: str
    longitude: int
    begins: datetime


@cache
def solar_terms(year: int) -> tuple[SolarTerm, ...]:
    """The terms that begin in a solar year, Tiểu hàn to Đông chí; ValueError outside 1900–2199."""
    check_year(year)
    january = date(year, 1, 5)
    return tuple(
        _term((FIRST_OF_YEAR + place) % 24, january + timedelta(days=place * 365.2422 / 24)) for place in range(24)
    )


def term_on(day: date) -> str:
    """The name of the term that a day is in at its end, so that a term has the whole of its first day."""
    check_year(day.year)
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone_of(day)) + timedelta(days=1)
    return NAMES[int(sun_longitude(julian_day(midnight)) // 15)]


def _term(index: int, about: date) -> SolarTerm:
    near = julian_day(datetime(about.year, about.month, about.day, tzinfo=zone_of(about)))
    begins = moment(sun_reaches(index * 15, near)).astimezone(zone_of(about))
    return SolarTerm(NAMES[index], index * 15, begins)
