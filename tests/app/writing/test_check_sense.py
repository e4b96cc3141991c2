"""The checker on what is told: details, numbers, and words that belong to another world."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import check

KNOWLEDGE = load_knowledge(assets_dir())
UNCLE = Brief(occasion="sinh_nhat", group="co_chu_bac", pair=Pair("chú", "cháu"), length="ngan")
WIFE = Brief(occasion="sinh_nhat", group="vo_chong", pair=Pair("em", "anh"), length="ngan")


def codes(text: str, brief: Brief) -> set[str]:
    return {finding.code for finding in check(text, brief, KNOWLEDGE)}


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Học trò nào cũng quý chú.", {"group": "thay_co"}),
        ("Chúc chú bớt thức khuya chấm bài.", {"group": "thay_co"}),
        ("Mong tình mình mãi bền lâu, chú nhé.", {"group": "vo_chong"}),
        ("Làm việc bên nhau, cháu càng quý chú.", {"group": "dong_nghiep"}),
        ("Chúc chú những ca trực nhẹ nhàng.", {"occasion": "thay_thuoc"}),
        ("Chúc chú trăm năm hạnh phúc.", {"occasion": "dam_cuoi"}),
        ("Chúc chú vào phòng thi thật bình tĩnh.", {"occasion": "chuc_thi_tot"}),
        ("Chúc chú rước đèn thật vui.", {"occasion": "trung_thu"}),
        ("Chúc chú vững tay súng nhé.", {"occasion": "quan_doi"}),
    ],
)
def test_words_are_at_home_in_their_own_world_only(text, home):
    assert "lac_canh" in codes(text, UNCLE)
    assert "lac_canh" not in codes(text, UNCLE.with_(**home))


@pytest.mark.parametrize("detail", ["chú dạy cấp hai", "chu la giao vien"])
def test_a_detail_brings_its_world_with_it(detail):
    assert "lac_canh" not in codes("Học trò nào cũng quý chú.", UNCLE.with_(details=(detail,)))


def test_every_world_names_where_it_is_at_home():
    for name, world in KNOWLEDGE.checks["worlds"].items():
        assert set(world.get("groups", ())) <= set(KNOWLEDGE.groups), name
        assert set(world.get("occasions", ())) <= set(KNOWLEDGE.occasions), name
        assert world["words"] and world["reason"] and (world.get("groups") or world.get("occasions")), name


def test_the_dates_are_of_occasions_that_exist():
    assert set(KNOWLEDGE.checks["dates"]) <= set(KNOWLEDGE.occasions)


def test_a_syllable_of_a_detail_counts_with_its_own_tone_only():
    sister = UNCLE.with_(details=("lấy chồng xa",))
    assert "thieu_chi_tiet" in codes("Ai cũng vui lây, chú ở xa nhớ giữ sức.", sister)
    assert "thieu_chi_tiet" not in codes("Chú lấy chồng xa, nhớ giữ sức.", sister)
    assert "thieu_chi_tiet" not in codes("Chú lấy chồng xa, nhớ giữ sức.", sister.with_(details=("lay chong xa",)))


def test_what_is_over_is_not_still_to_come():
    friend = UNCLE.with_(details=("vừa thi IELTS xong",))
    assert "trai_y" in codes("Chú sắp thi IELTS, chúc chú bình tĩnh.", friend)
    assert "trai_y" not in codes("Chú vừa thi IELTS xong, nghỉ cho khỏe nhé.", friend)
    assert "trai_y" not in codes("Chú sắp thi IELTS, chúc chú bình tĩnh.", friend.with_(details=("sắp thi IELTS",)))


def test_a_detail_told_word_for_word_is_told_to_its_end():
    brief = UNCLE.with_(details=("chú chở vợ với con heo quay về",))
    assert "thieu_chi_tiet" in codes("Cháu nhớ chuyện chú chở vợ với con heo. Chúc chú khỏe.", brief)
    assert "thieu_chi_tiet" not in codes("Cháu nhớ chuyện chú chở vợ với con heo quay về. Chúc chú khỏe.", brief)


def test_what_a_detail_denies_is_not_told_as_done():
    brief = UNCLE.with_(details=("chú không uống rượu", "chưa về được"))
    assert "trai_y" in codes("Chú uống rượu nên ở đâu cũng có người quý.", brief)
    assert "trai_y" not in codes("Biết chú không uống rượu, cháu chúc chú khỏe.", brief)
    assert "trai_y" not in codes("Cháu gửi về chú lời chúc, cháu chưa về được.", brief)


def test_numbers_come_from_the_brief_or_the_day():
    assert "bia_so" in codes("Mừng chú tròn 80 tuổi.", UNCLE)
    assert "bia_so" not in codes("Mừng chú tròn 80 tuổi.", UNCLE.with_(age=80))
    assert "bia_so" not in codes("Ngày 8/3 chúc em vui.", WIFE.with_(occasion="quoc_te_phu_nu"))
    school = WIFE.with_(details=("quen nhau từ hồi cấp 3",))
    assert "bia_so" in codes("Mình quen nhau từ ngày 3.", school)
    assert "bia_so" not in codes("Mình quen nhau từ hồi cấp 3.", school)


def test_places_weekdays_and_persons_come_from_the_brief():
    text = "Cháu mừng chú thêm tuổi, hẹn chú thứ Bảy ở Đà Lạt cùng cô Hạnh."
    assert {"bia_so", "bia_noi", "bia_ten"} <= codes(text, UNCLE)
    told = UNCLE.with_(details=("thứ bảy chú lên Đà Lạt", "cô Hạnh cũng đi"))
    assert not {"bia_so", "bia_noi", "bia_ten"} & codes(text, told)


def test_figures_of_tales_are_nobody():
    assert "bia_ten" not in codes("Cháu chúc chú Trung thu vui như chú Cuội gặp chị Hằng.", UNCLE.with_(occasion="trung_thu"))


def test_another_day_may_be_remembered():
    assert "sai_dip" in codes("Cháu chúc chú Giáng sinh vui.", UNCLE)
    assert "sai_dip" not in codes("Chú nhớ sinh nhật của cả nhà.", UNCLE.with_(occasion="mung_tho"))


def test_joy_of_any_kind_does_not_fit_a_condolence():
    friend = Brief(occasion="chia_buon", group="ban_be", pair=Pair("bạn", "mình"), length="ngan")
    assert "sai_tinh_cam" in codes("Mình xin chia buồn. Mong bạn làm ăn phát đạt.", friend)


def test_the_days_of_the_brief_are_no_persons_and_every_day_may_be_a_sunday():
    text = "Cháu chúc chú Trung thu vui, ngày nào cũng là Chủ nhật."
    assert not {"bia_ten", "bia_so"} & codes(text, UNCLE.with_(occasion="trung_thu"))
    assert "bia_so" in codes("Cháu hẹn chú Chủ nhật này.", UNCLE)
