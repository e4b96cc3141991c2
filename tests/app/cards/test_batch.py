"""Many exports at once: in processes of their own, the same files as here."""

import pytest
from PySide6.QtGui import QImage

from app.cards.batch import export_all, exporters
from app.cards.card import Card
from app.cards.export import export
from app.errors import UserError
from tests.app.cards.conftest import pixels


def test_processes_write_what_this_one_would_and_tell_of_faults(renderer, tmp_path) -> None:
    cards = [Card("tet", body="Chúc bà vui."), Card("sinh_nhat", "vuong", body="Chúc em vui.")]
    jobs = [(card, tmp_path / f"{n}.png", 0.25) for n, card in enumerate(cards)]
    with exporters(2) as pool:
        export_all(jobs, pool)
        with pytest.raises(UserError, match="Không có thư mục"):
            export_all([(cards[0], tmp_path / "khong" / "thiep.png", 0.25)], pool)
    for card, path, scale in jobs:
        here = tmp_path / "here.png"
        export(card, here, renderer, scale=scale)
        assert (pixels(QImage(str(path))) == pixels(QImage(str(here)))).all()
