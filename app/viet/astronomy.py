"""The new moon, the sun's apparent longitude, and clock time from the Earth's uneven turning.

From Jean Meeus, *Astronomical Algorithms* (2nd ed.), chapters 22, 25 and 49. ΔT is by Espenak and Meeus
(NASA/TP-2006-214141) until 2005, by Morrison, Stephenson, Hohenkerk and Zawilski (Proc. R. Soc. A 477, 2021) from 2026:
what the former foretold is 6 s too long already, and would move two new moons of this century to the day before.
Julian days are UT unless a name says `jde` (ephemeris time); longitudes are degrees.
"""

from datetime import UTC, datetime, timedelta
from math import cos, degrees, pi, radians, sin

from app.viet.sun_terms import EARTH_LONGITUDE, NUTATION

J2000 = 2451545.0
CENTURY = 36525.0
SYNODIC_MONTH = 29.530588861
FIRST_NEW_MOON = 2451550.09766  # number 0, 6 January 2000
NOON_2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)

# Coefficient in days, then the power of E, and the multiples of M, M′, F, Ω in the sine (Meeus, table 49.A).
NEW_MOON: tuple[tuple[float, int, int, int, int, int], ...] = (
    (-0.40720, 0, 0, 1, 0, 0), (0.17241, 1, 1, 0, 0, 0), (0.01608, 0, 0, 2, 0, 0), (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0), (-0.00514, 1, 1, 1, 0, 0), (0.00208, 2, 2, 0, 0, 0), (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0), (0.00056, 1, 1, 2, 0, 0), (-0.00042, 0, 0, 3, 0, 0), (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0), (-0.00024, 1, -1, 2, 0, 0), (-0.00017, 0, 0, 0, 0, 1), (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0), (0.00004, 0, 3, 0, 0, 0), (0.00003, 0, 1, 1, -2, 0), (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0), (0.00003, 0, -1, 1, 2, 0), (-0.00002, 0, -1, 1, -2, 0), (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)  # fmt: skip
# Coefficient in 1e-6 days, then the angle at k = 0 and its step for each k: the pull of the planets.
PLANETS: tuple[tuple[int, float, float], ...] = (
    (325, 299.77, 0.107408), (165, 251.88, 0.016321), (164, 251.83, 26.651886), (126, 349.42, 36.412478),
    (110, 84.66, 18.206239), (62, 141.74, 53.303771), (60, 207.14, 2.453732), (56, 154.84, 7.306860),
    (47, 34.52, 27.261239), (42, 207.19, 0.121824), (40, 291.34, 1.844379), (37, 161.72, 24.198154),
    (35, 239.56, 25.513099), (23, 331.55, 3.592518),
)  # fmt: skip
# The last year of each stretch, the year its polynomial counts from, and its coefficients in seconds, constant first.
DELTA_T: tuple[tuple[float, float, tuple[float, ...]], ...] = (
    (1900, 1860, (7.62, 0.5737, -0.251754, 0.01680668, -0.0004473624, 1 / 233174)),
    (1920, 1900, (-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197)),
    (1941, 1920, (21.20, 0.84493, -0.076100, 0.0020936)),
    (1961, 1950, (29.07, 0.407, -1 / 233, 1 / 2547)),
    (1986, 1975, (45.45, 1.067, -1 / 260, -1 / 718)),
    (2005, 2000, (63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599)),
    (2020, 2005, (64.69, 0.2598, 0.00346)),  # drawn through 64.69 (2005), 66.07 (2010), 67.64 (2015), 69.36 (2020)
    (2026, 2020, (69.36, -0.0433)),
)


def delta_t(year: float) -> float:
    """Seconds by which ephemeris time is ahead of clock time (UT), by a decimal year: measured until 2026, then foretold.

    The forecast is expected to be within 10 seconds in 2100 and 20 in 2200.
    """
    for end, start, terms in DELTA_T:
        if year < end:
            return _polynomial(year - start, *terms)
    # The excess of the day, 1.72 t - 3.5 sin(2π (t + 0.75) / 14) ms at t centuries from 1825, summed from 2026 on.
    t = (year - 1825) / 100
    return 31.4115 * t * t + 284.84358 * cos(pi / 7 * (t + 0.75)) - 150.6759


def julian_day(when: datetime) -> float:
    """The Julian day of an aware datetime."""
    return J2000 + (when - NOON_2000) / timedelta(days=1)


def moment(jd: float) -> datetime:
    """The datetime in UTC of a Julian day."""
    return NOON_2000 + timedelta(days=jd - J2000)


def new_moon(k: int) -> float:
    """The Julian day of new moon number k, counted from that of 6 January 2000 (Meeus, chapter 49)."""
    return _clock(new_moon_jde(k))


def new_moon_jde(k: int) -> float:
    """The same in ephemeris time."""
    t = k / 1236.85
    e = _polynomial(t, 1, -0.002516, -0.0000074)
    sun = _polynomial(t, 2.5534 + 29.10535670 * k, 0, -0.0000014, -0.00000011)
    moon = _polynomial(t, 201.5643 + 385.81693528 * k, 0, 0.0107582, 0.00001238, -0.000000058)
    latitude = _polynomial(t, 160.7108 + 390.67050284 * k, 0, -0.0016118, -0.00000227, 0.000000011)
    node = _polynomial(t, 124.7746 - 1.56375588 * k, 0, 0.0020672, 0.00000215)
    mean = _polynomial(t, FIRST_NEW_MOON + SYNODIC_MONTH * k, 0, 0.00015437, -0.00000015, 0.00000000073)
    periodic = sum(
        days * e**power * _sin(a * sun + b * moon + c * latitude + d * node) for days, power, a, b, c, d in NEW_MOON
    )
    venus = -0.009173 * t * t  # only in the first angle
    planets = sum(
        size * _sin(angle + step * k + (venus if row == 0 else 0)) for row, (size, angle, step) in enumerate(PLANETS)
    )
    return mean + periodic + planets * 1e-6


def sun_longitude(jd: float) -> float:
    """The sun's apparent longitude from 0 to 360 (Meeus, chapter 25, the higher accuracy)."""
    return sun_longitude_jde(jd + delta_t(_year(jd)) / 86400)


def sun_longitude_jde(jde: float) -> float:
    """The same for ephemeris time."""
    t = (jde - J2000) / CENTURY
    millennia = t / 10
    earth = _polynomial(millennia, *(sum(a * cos(b + c * millennia) for a, b, c in row) for row in EARTH_LONGITUDE))
    anomaly = radians(_polynomial(t, 357.52911, 35999.05029, -0.0001537))
    aberration = -20.4898 * (1 + 0.01671 * cos(anomaly))  # seconds of arc; divided by the distance, to first order
    frame = -0.09033  # from the dynamical equinox of VSOP87 to that of the FK5
    return (degrees(earth * 1e-8 + pi) + (frame + _nutation(t) + aberration) / 3600) % 360


def sun_reaches(longitude: float, near: float) -> float:
    """The Julian day at which the sun's apparent longitude is `longitude`, the nearest to the Julian day `near`."""
    jd = near
    for _ in range(20):
        step = (longitude - sun_longitude(jd) + 180) % 360 - 180
        jd += step * 365.2422 / 360
        if abs(step) < 1e-7:  # a hundredth of a second
            break
    return jd


def _nutation(t: float) -> float:
    """Nutation in longitude, seconds of arc, at t Julian centuries from J2000."""
    angles = (
        _polynomial(t, 297.85036, 445267.111480, -0.0019142, 1 / 189474),
        _polynomial(t, 357.52772, 35999.050340, -0.0001603, -1 / 300000),
        _polynomial(t, 134.96298, 477198.867398, 0.0086972, 1 / 56250),
        _polynomial(t, 93.27191, 483202.017538, -0.0036825, 1 / 327270),
        _polynomial(t, 125.04452, -1934.136261, 0.0020708, 1 / 450000),
    )
    return 1e-4 * sum(
        (size + change * t) * _sin(sum(times * angle for times, angle in zip(multiples, angles, strict=True)))
        for *multiples, size, change in NUTATION
    )


def _clock(jde: float) -> float:
    return jde - delta_t(_year(jde)) / 86400


def _year(jd: float) -> float:
    return 2000 + (jd - J2000) / 365.25


def _polynomial(x: float, *terms: float) -> float:
    value = 0.0
    for term in reversed(terms):
        value = value * x + term
    return value


def _sin(angle: float) -> float:
    return sin(radians(angle))
