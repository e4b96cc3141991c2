"""What a voice reads for dates, times, amounts and the like."""

import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.numbers import number_in_words
from app.viet.speech import spoken

SPOKEN = {
    "17/2/2027": "ngày mười bảy tháng hai năm hai nghìn không trăm hai mươi bảy",
    "ngày 17-02-2027": "ngày mười bảy tháng hai năm hai nghìn không trăm hai mươi bảy",
    "2027-02-17": "ngày mười bảy tháng hai năm hai nghìn không trăm hai mươi bảy",
    "15.12.99": "ngày mười lăm tháng mười hai năm một nghìn chín trăm chín mươi chín",
    "Tết 17/2": "Tết ngày mười bảy tháng hai",
    "mùng 8/3": "mùng tám tháng ba",
    "ngày 8-3": "ngày tám tháng ba",
    "lễ 30/4–1/5": "lễ ngày ba mươi tháng tư đến ngày một tháng năm",
    "5–8/12": "từ ngày năm đến ngày tám tháng mười hai",
    "từ 5-8/12/2026": "từ ngày năm đến ngày tám tháng mười hai năm hai nghìn không trăm hai mươi sáu",
    "4/2027": "tháng tư năm hai nghìn không trăm hai mươi bảy",
    "tháng 4, thứ 4, lớp 4": "tháng tư, thứ tư, lớp bốn",
    "1/2 quả, 3/4 ly; ngày 1/2, 2/9": "một phần hai quả, ba phần tư ly; ngày một tháng hai, ngày hai tháng chín",
    "5/12": "ngày năm tháng mười hai",
    "hỗ trợ 24/7": "hỗ trợ hai mươi tư trên bảy",
    "số 45/2": "số bốn mươi lăm trên hai",
    "8h30": "tám giờ ba mươi",
    "8g30, 20:15, 7:00": "tám giờ ba mươi, hai mươi giờ mười lăm, bảy giờ",
    "8h05": "tám giờ năm phút",
    "từ 8h - 10h30": "từ tám giờ đến mười giờ ba mươi",
    "1.500.000 ₫": "một triệu năm trăm nghìn đồng",
    "1.500.000đ": "một triệu năm trăm nghìn đồng",
    "100k, 5tr, 1tr5": "một trăm nghìn, năm triệu, một triệu năm trăm nghìn",
    "25.000đ/kg": "hai mươi lăm nghìn đồng một ki-lô-gam",
    "12.345,67 USD, $5": "mười hai nghìn ba trăm bốn mươi lăm phẩy sáu mươi bảy đô la, năm đô la",
    "3,2 kg": "ba phẩy hai ki-lô-gam",
    "50 %": "năm mươi phần trăm",
    "5–10%": "năm đến mười phần trăm",
    "120 km/h, 50m²": "một trăm hai mươi ki-lô-mét trên giờ, năm mươi mét vuông",
    "-5°C": "âm năm độ xê",
    "2027": "hai nghìn không trăm hai mươi bảy",
    "3–5 ngày": "ba đến năm ngày",
    "Tết 2027 - 100 lời": "Tết hai nghìn không trăm hai mươi bảy - một trăm lời",
    "tỉ số 4-2": "tỉ số bốn hai",
    "0912345678": "không chín một hai ba bốn năm sáu bảy tám",
    "0912.345 678": "không chín một hai ba bốn năm sáu bảy tám",
    "+84 912 345 678": "cộng tám bốn chín một hai ba bốn năm sáu bảy tám",
    "024 3936 2020": "không hai bốn ba chín ba sáu hai không hai không",
    "1900 1234": "một chín không không một hai ba bốn",
    "gọi 115": "gọi một một năm",
    "thế kỷ XXI": "thế kỷ hai mươi mốt",
    "thế kỉ XIX–XX": "thế kỉ mười chín đến hai mươi",
    "lần thứ IV": "lần thứ tư",
    "Chương I": "Chương một",
    "phần C": "phần C",
    "COVID-19, A4, 5G": "COVID mười chín, A bốn, năm G",
    "192.168.1.1": "một trăm chín mươi hai chấm một trăm sáu mươi tám chấm một chấm một",
    "31/2/2027": "ba mươi mốt trên hai trên hai nghìn không trăm hai mươi bảy",
    "xem https://loihay.vn/2027": "xem https://loihay.vn/2027",
    "Chúc bà vui!": "Chúc bà vui!",
}


@pytest.mark.parametrize(("text", "words"), SPOKEN.items())
def test_what_is_said(text, words):
    assert spoken(text) == words
    assert spoken(unicodedata.normalize("NFD", text)) == words


def test_the_south():
    assert (
        spoken("1.500.000 ₫, 50k, 24/4", "nam")
        == "một triệu năm trăm ngàn đồng, năm mươi ngàn, ngày hai mươi bốn tháng tư"
    )


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), st.sampled_from("/.-"))
def test_every_date(day, bar):
    month = "tư" if day.month == 4 else number_in_words(day.month)
    said = f"ngày {number_in_words(day.day)} tháng {month} năm {number_in_words(day.year)}"
    assert spoken(f"{day.day}{bar}{day.month}{bar}{day.year}") == said


@given(st.integers(0, 24 * 60 - 1))
def test_every_minute_of_the_day(minute):
    said = spoken(f"{minute // 60}h{minute % 60:02}")
    assert said.startswith(f"{number_in_words(minute // 60)} giờ")
    assert said == spoken(f"{minute // 60}:{minute % 60:02}")


@given(st.integers(0, 10**12))
def test_grouped_and_plain_numbers_sound_alike(value):
    assert spoken(f"{value:,} ₫".replace(",", ".")) == f"{number_in_words(value)} đồng"


PIECES = [
    *"0123456789",
    *"./,-–:%°C hgkđm+₫$",
    "ngày ",
    "thứ ",
    "tháng ",
    "thế kỷ XXI",
    "IV",
    " - ",
    "tr",
    "kg",
    "\n",
    "a",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_no_digit_is_left_to_say(text):
    said = spoken(text)
    assert "@" in text or "//" in text or "www" in text or not re.search("[0-9]", said)


@given(st.text(alphabet=st.characters(exclude_characters="0123456789IVXLCDM")))
def test_a_text_without_numbers_stays(text):
    assert spoken(text) == unicodedata.normalize("NFC", text)


def test_every_day_of_a_year_is_told_from_a_fraction_when_called_a_day():
    for day in (date(2027, 1, 1) + timedelta(days=n) for n in range(365)):
        assert "phần" not in spoken(f"ngày {day.day}/{day.month}")
