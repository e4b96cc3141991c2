"""What the first model must already do: greet every group with the given pair on seven occasions."""

import pytest

from app.paths import assets_dir
from app.writing.brief import Brief, brief_to
from app.writing.check import fails
from app.writing.compose import Candidate, Desk, Finished, compose
from app.writing.smallworld import load_smallworld
from inference.client import Client

OCCASIONS = ("tet", "sinh_nhat", "quoc_te_phu_nu", "nha_giao", "trung_thu", "dam_cuoi", "cam_on")
RECIPIENTS = {
    "ong_ba": "bà ngoại", "cha_me": "mẹ", "co_chu_bac": "cô Hoa", "anh_chi": "chị Lan", "em": "em gái",
    "con_chau": "con gái", "vo_chong": "vợ", "nguoi_yeu": "bạn gái", "ban_be": "bạn Lan", "thay_co": "cô giáo",
    "sep": "sếp nữ", "dong_nghiep": "đồng nghiệp", "khach_hang": "khách hàng", "hang_xom": "cô hàng xóm",
    "tap_the": "cả lớp",
}  # fmt: skip
WORLD = load_smallworld(assets_dir() / "smallworld")
PRONOUNS = {"xung_ho", "thieu_xung_ho"}


def brief_of(desk: Desk, occasion: str, group: str) -> Brief:
    brief, relation = brief_to(desk.knowledge, RECIPIENTS[group], occasion=occasion)
    assert relation.known and brief.group == group, RECIPIENTS[group]
    return brief


def written(brief: Brief, client: Client, desk: Desk, n: int, seed: int) -> list[Candidate]:
    """The model's own candidates; the library's do not count."""
    events = compose(brief, client, desk, n=n, seed=seed)
    found = [event.candidate for event in events if isinstance(event, Finished)]
    return [candidate for candidate in found if candidate.source == "model"]


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_every_group_is_greeted_with_its_pair(occasion: str, engine: Client, desk: Desk) -> None:
    groups = [group for group in RECIPIENTS if WORLD.covers(occasion, group)]
    assert len(groups) >= 2
    broken = []
    for number, group in enumerate(groups):
        brief = brief_of(desk, occasion, group)
        candidates = written(brief, engine, desk, n=2, seed=number + 1)
        codes = {finding.code for candidate in candidates for finding in candidate.findings}
        if codes & PRONOUNS or all(fails(candidate.findings) for candidate in candidates):
            broken.append((group, [candidate.text for candidate in candidates], codes))
    assert broken == []


@pytest.mark.parametrize("region", ["bac", "trung", "nam"])
def test_the_pair_of_the_region_is_kept(region: str, engine: Client, desk: Desk) -> None:
    brief, _ = brief_to(desk.knowledge, "mẹ", occasion="tet", region=region)
    for candidate in written(brief, engine, desk, n=3, seed=7):
        assert not {finding.code for finding in candidate.findings} & PRONOUNS, candidate.text


def test_three_candidates_differ(engine: Client, desk: Desk) -> None:
    brief = brief_of(desk, "tet", "ong_ba")
    assert len({candidate.text for candidate in written(brief, engine, desk, n=3, seed=3)}) == 3
