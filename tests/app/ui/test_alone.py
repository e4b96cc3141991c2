"""A second start on the same data folder finds the first and asks it to come forward."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ui.alone import LOCK, Alone
from app.ui.main import delete_state


def test_a_second_start_asks_the_first_to_come_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Alone(tmp_path), Alone(tmp_path)
    assert first.first() and not second.first()
    with qtbot.waitSignal(first.asked):
        assert second.show_other()
    first.close()
    assert second.first()
    second.close()


def test_another_folder_is_another_program(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    one, other = Alone(tmp_path / "one"), Alone(tmp_path / "other")
    assert one.first() and other.first()
    one.close()
    other.close()


def test_nobody_answers_where_nobody_is(qtbot: QtBot, tmp_path: Path) -> None:
    assert not Alone(tmp_path).show_other()


def test_deleting_everything_leaves_the_lock_to_its_holder(qtbot: QtBot, tmp_path: Path) -> None:
    alone = Alone(tmp_path)
    assert alone.first()
    delete_state(tmp_path)
    assert (tmp_path / LOCK).exists()
    alone.close()
