"""Every kind of damage, its name for a reader, and the findings that should follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from app.writing.accuracy import letters, persons, spelling, telling
from app.writing.accuracy.specimens import Damaged, Specimen, Stock

WRONG_PERSON = frozenset({"xung_ho", "lac_ngoi", "thieu_xung_ho"})


@dataclass(frozen=True)
class Damage:
    """One kind of mistake: its name for a reader, the codes that find it, and what makes it.

    `make` returns the text with this one thing wrong, beside the brief it fails, or None where it does not apply.
    What it puts in is drawn from open lists (any other pair, any other name), never from those of the checker.
    """

    label: str
    codes: frozenset[str]
    make: Callable[[Specimen, Stock, Random], Damaged | None]


DAMAGES: Mapping[str, Damage] = {
    damage.label: damage
    for damage in (
        Damage("đổi cặp xưng hô", WRONG_PERSON, persons.swapped_pair),
        Damage("lẫn hai cặp xưng hô", WRONG_PERSON, persons.mixed_pairs),
        Damage("sai giới", WRONG_PERSON, persons.wrong_gender),
        Damage("sai bậc", WRONG_PERSON, persons.wrong_level),
        Damage("không gọi ai", WRONG_PERSON, persons.dropped_address),
        Damage("bỏ tên", frozenset({"thieu_ten", "sai_ten"}), persons.dropped_name),
        Damage("tên người khác", frozenset({"thieu_ten", "sai_ten", "bia_ten"}), persons.other_name),
        Damage("bỏ chi tiết", frozenset({"thieu_chi_tiet"}), telling.dropped_detail),
        Damage("sai năm, can chi, con giáp", frozenset({"sai_nam", "bia_so"}), telling.wrong_year),
        Damage("sai tuổi", frozenset({"sai_tuoi", "bia_so"}), telling.wrong_age),
        Damage("sai dịp", frozenset({"sai_dip", "lac_canh", "sai_tinh_cam", "bia_so"}), telling.wrong_day),
        Damage("cắt cuối", frozenset({"cut_cau", "tho_sai", "cau_hong"}), spelling.cut_end),
        Damage("lặp câu", frozenset({"lap_lai", "cau_hong"}), spelling.repeated_sentence),
        Damage("dính chữ", frozenset({"chinh_ta"}), spelling.glued_words),
        Damage("viết một chữ hai lần", frozenset({"lap_lai", "tho_sai"}), spelling.doubled_word),
        Damage("chữ nước khác", frozenset({"chu_la"}), spelling.inserted(lambda rng: rng.choice(spelling.FOREIGN_SCRIPTS))),
        Damage("tiếng nước khác", frozenset({"chinh_ta"}), spelling.inserted(lambda rng: " ".join(rng.sample(spelling.FOREIGN_WORDS, rng.randint(1, 3))))),
        Damage("sai chính tả", frozenset({"chinh_ta"}), spelling.misspelt),
        Damage("thơ thừa, thiếu tiếng", frozenset({"tho_sai"}), spelling.broken_verse("số tiếng")),
        Damage("thơ lạc vần", frozenset({"tho_sai"}), spelling.broken_verse("vần")),
        Damage("thơ sai thanh", frozenset({"tho_sai"}), spelling.broken_verse("thanh")),
        Damage("bịa số", frozenset({"bia_so"}), telling.invented("bia_so")),
        Damage("bịa ngày", frozenset({"bia_so"}), telling.invented("bia_ngay")),
        Damage("bịa nơi", frozenset({"bia_noi"}), telling.invented("bia_noi")),
        Damage("bịa người", frozenset({"bia_ten", "sai_ten"}), telling.invented("bia_ten")),
        Damage("vui trong lời chia buồn", frozenset({"sai_tinh_cam", "sai_dip", "lac_canh"}), telling.misplaced((), ("tai_loc",), True)),
        Damage("tang trong ngày vui", frozenset({"sai_tinh_cam", "sai_dip", "lac_canh"}), telling.misplaced(("chia_buon",), (), False)),
        Damage("quá dài", frozenset({"do_dai"}), telling.too_long),
        Damage("thư: thiếu một ý", frozenset({"thieu_y"}), letters.dropped_point),
        Damage("thư: trả lời ý khác", frozenset({"thieu_y", "bia_so"}), letters.shuffled_note),
        Damage("thư: đổi con số", frozenset({"thieu_y", "bia_so"}), letters.changed_number),
        Damage("thư: đổi thứ", frozenset({"bia_so"}), letters.changed_weekday),
        Damage("thư: mất tiêu đề hay chữ ký", frozenset({"thieu_tieu_de", "thieu_ky"}), letters.without_frame),
        Damage("thư: sai tên người nhận", frozenset({"sai_ten", "thieu_ten", "bia_ten", "thieu_xung_ho"}), letters.wrong_salutation),
    )
}  # fmt: skip
