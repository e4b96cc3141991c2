"""What a person has chosen about the program itself: one frozen value, kept in settings.toml."""

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.errors import UserError
from app.faults import reason

THEMES = ("he_thong", "sang", "toi")
LANGUAGES = ("vi", "en")
GENDERS = ("", "nam", "nu")
REGIONS = ("bac", "trung", "nam")
TEXT_SIZES = range(90, 151)


@dataclass(frozen=True)
class Profile:
    """Who the person is; decides how they call themselves in what is written."""

    name: str = ""
    gender: str = ""  # "nam", "nu" or "" (not said)
    birth_year: int = 0  # 0: not said
    region: str = "bac"
    asked: bool = False  # the first-start question has been shown


@dataclass(frozen=True)
class Server:
    """A model server elsewhere. Its key is in the keyring, never here."""

    url: str = ""
    model: str = ""  # one of those that it offers; "" is its first
    authority: str = ""  # a PEM file of an authority of one's own
    used: bool = False  # words are asked of it; the local model steps in when it fails


@dataclass(frozen=True)
class Settings:
    """Everything in settings.toml; `unknown` holds what other versions wrote there."""

    theme: str = "he_thong"
    text_size: int = 100  # per cent
    language: str = "vi"
    model: str = ""  # a GGUF file of the person's own; "" is the embedded one
    adapter: str = ""  # a LoRA file over that model
    export_folder: str = ""
    models_folder: str = ""  # where downloaded models are kept; "" is in the data folder
    hub: str = ""  # a mirror of the model hub; "" is the hub itself
    offline: bool = False  # no connection leaves this machine
    server: Server = Server()
    profile: Profile = Profile()
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def with_(self, **changes: Any) -> "Settings":
        """A copy with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Loaded:
    """Settings as read, and where a broken file was moved (None: nothing was wrong)."""

    settings: Settings
    set_aside: Path | None = None


def load_settings(path: Path) -> Loaded:
    """Read settings.toml; a missing file gives the defaults, a broken one is moved aside, odd values are ignored."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Loaded(Settings())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        aside = path.with_name(f"{path.stem}.hong-{datetime.now():%Y%m%d-%H%M%S-%f}{path.suffix}")
        os.replace(path, aside)
        return Loaded(Settings(), aside)
    except OSError as fault:
        raise UserError(
            f"Không đọc được tệp cài đặt: {reason(fault)}.", f"Hãy kiểm tra quyền đọc của {path}."
        ) from fault
    return Loaded(_settings(data))


def save_settings(settings: Settings, path: Path) -> None:
    """Write settings.toml whole or not at all; keys that this version does not know are kept."""
    data = dict(settings.unknown)
    values = asdict(settings)
    del values["unknown"]
    tables = {name: {**_table(data.get(name)), **values.pop(name)} for name in ("server", "profile")}
    text = to_toml({**data, **values, **tables})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise UserError(
            f"Chưa lưu được cài đặt: {reason(fault)}.", f"Hãy kiểm tra quyền ghi của {path.parent}."
        ) from fault


def _settings(data: Mapping[str, Any]) -> Settings:
    server, profile = _server(_table(data.get("server"))), _profile(_table(data.get("profile")))
    read = Settings(server=server, profile=profile, unknown=dict(data))
    right = {
        "theme": lambda v: v in THEMES,
        "text_size": lambda v: type(v) is int and v in TEXT_SIZES,
        "language": lambda v: v in LANGUAGES,
        "model": lambda v: isinstance(v, str),
        **dict.fromkeys(("adapter", "export_folder", "models_folder", "hub"), lambda v: isinstance(v, str)),
        "offline": lambda v: isinstance(v, bool),
    }
    return replace(read, **{key: data[key] for key, fits in right.items() if key in data and fits(data[key])})


def _server(data: Mapping[str, Any]) -> Server:
    kinds = {each.name: type(each.default) for each in fields(Server)}
    return Server(**{key: data[key] for key, kind in kinds.items() if isinstance(data.get(key), kind)})


def _profile(data: Mapping[str, Any]) -> Profile:
    right = {
        "name": lambda v: isinstance(v, str),
        "gender": lambda v: v in GENDERS,
        "birth_year": lambda v: type(v) is int and (v == 0 or 1900 <= v <= 2100),
        "region": lambda v: v in REGIONS,
        "asked": lambda v: isinstance(v, bool),
    }
    assert set(right) == {each.name for each in fields(Profile)}
    return Profile(**{key: data[key] for key, fits in right.items() if key in data and fits(data[key])})


def _table(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def to_toml(table: Mapping[str, Any]) -> str:
    """A table as TOML: plain values first, then the sub-tables (inline where they stand in lists)."""
    lines: list[str] = []
    _emit(table, (), lines)
    return "\n".join(lines) + "\n"


def _emit(table: Mapping[str, Any], path: tuple[str, ...], lines: list[str]) -> None:
    lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items() if not isinstance(value, Mapping)]
    for key, value in table.items():
        if isinstance(value, Mapping):
            inner = (*path, key)
            lines += ["", f"[{'.'.join(map(_key, inner))}]"]
            _emit(value, inner, lines)


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else _quoted(key)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_key(key)} = {_value(inner)}' for key, inner in value.items())}}}"
    assert isinstance(value, (int, float)), f"no TOML for {type(value)}"
    return repr(value)
