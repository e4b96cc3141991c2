"""The frame of the window: how large it opens."""

import pytest
from PySide6.QtCore import QSize

from app.ui.frame import first_size


@pytest.mark.parametrize(("screen", "opens"), [((1920, 1040), (1320, 720)), ((1093, 590), (1089, 554))])
def test_a_window_opens_within_its_screen(screen: tuple[int, int], opens: tuple[int, int]) -> None:
    assert first_size(QSize(*screen)).toTuple() == opens
