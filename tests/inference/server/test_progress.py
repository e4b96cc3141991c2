"""What is shown while a model loads."""

import io

import pytest

from inference.server import progress


def test_slow_stages_are_shown_and_quick_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    words = io.StringIO()
    monkeypatch.setattr("sys.stderr", words)
    with progress.Bars() as bars:
        bars("weights", 1, 4)
        bars("weights", 4, 4)
    assert words.getvalue() == ""
    monkeypatch.setattr(progress, "QUICK", 0.0)
    with progress.Bars() as bars:
        bars("weights", 1 << 20, 4 << 20)
        bars("weights", 4 << 20, 4 << 20)
        bars("graphs", 7, 7)
    assert "Nạp trọng số: 100%" in words.getvalue() and "4.00M/4.00M" in words.getvalue()
    assert "Ghi các bước tính: 100%" in words.getvalue()
