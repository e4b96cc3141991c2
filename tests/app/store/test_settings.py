"""Settings survive a round trip, other versions' keys, and a broken file."""

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.settings import Profile, Server, Settings, load_settings, save_settings, to_toml

NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
PROFILES = st.builds(
    Profile,
    name=NAMES,
    gender=st.sampled_from(["", "nam", "nu"]),
    birth_year=st.just(0) | st.integers(1900, 2100),
    region=st.sampled_from(["bac", "trung", "nam"]),
    asked=st.booleans(),
)
SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(["he_thong", "sang", "toi"]),
    text_size=st.integers(90, 150),
    language=st.sampled_from(["vi", "en"]),
    model=NAMES,
    adapter=NAMES,
    export_folder=NAMES,
    models_folder=NAMES,
    hub=NAMES,
    offline=st.booleans(),
    server=st.builds(Server, url=NAMES, model=NAMES, authority=NAMES, used=st.booleans()),
    profile=PROFILES,
)


@given(SETTINGS)
def test_settings_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save_settings(settings, path)
    assert load_settings(path).settings == settings


LEAVES = NAMES | st.integers(-(2**60), 2**60) | st.booleans() | st.floats(allow_nan=False) | st.just(date(2026, 2, 17))
TABLES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))


@given(st.dictionaries(NAMES, TABLES, max_size=4))
def test_any_table_survives_toml(table: dict[str, Any]) -> None:
    assert tomllib.loads(to_toml(table)) == table


def test_keys_of_another_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "toi"\nfuture = [1, { a = "b" }]\n\n[profile]\nname = "Lan"\nzodiac = "mèo"\n', "utf-8")
    settings = load_settings(path).settings
    save_settings(settings.with_(theme="sang"), path)
    data = tomllib.loads(path.read_text("utf-8"))
    assert (data["theme"], data["future"], data["profile"]["zodiac"]) == ("sang", [1, {"a": "b"}], "mèo")


def test_odd_values_fall_back_to_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "pink"\ntext_size = 9000\nlanguage = 7\nprofile = "x"\n', "utf-8")
    assert load_settings(path).settings == Settings()


def test_a_broken_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = \xff")
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.set_aside is not None and loaded.set_aside.read_bytes() == b"theme = \xff"
    assert not path.exists()


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save_settings(Settings(theme="toi"), path)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UserError, match="Chưa lưu được cài đặt"):
        save_settings(Settings(theme="sang"), path)
    assert load_settings(path).settings.theme == "toi"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.toml"]


def test_settings_that_cannot_be_kept_are_said_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(UserError) as told:
        save_settings(Settings(), tmp_path / "home" / "settings.toml")
    assert "đã có một tệp trùng tên" in told.value.what
