"""Reads assets/cards/<id>/template.toml into a Template, every mistake named in one sentence."""

import dataclasses
import inspect
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF

from app.cards.derive import derived, with_own
from app.cards.formats import DERIVED, FORMAT_LABELS, SHAPES
from app.cards.motifs import MOTIFS
from app.cards.schema import (
    AccentStyle,
    BodyStyle,
    Format,
    KickerStyle,
    Layout,
    Motif,
    Palette,
    Param,
    Placement,
    Template,
    TextStyles,
    TitleStyle,
)
from app.errors import UserError

PLACES = ("", "top", "bottom", "middle", "stretch")


def load_templates(assets: Path) -> dict[str, Template]:
    """Every template under assets/cards, by id in alphabetical order. Raises UserError naming file and fault."""
    files = sorted((assets / "cards").glob("*/template.toml"))
    if not files:
        raise UserError("Không tìm thấy mẫu thiệp nào.", f"Hãy kiểm tra thư mục {assets / 'cards'}.")
    return {template.id: template for template in map(load_template, files)}


def load_template(path: Path) -> Template:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"Không đọc được mẫu thiệp {path.parent.name}.", str(error)) from error
    try:
        return _template(table, path.parent.name)
    except _Fault as fault:
        raise UserError(f"Mẫu thiệp “{path.parent.name}” có lỗi: {fault}.", f"Hãy sửa tệp {path.name}.") from None


class _Fault(Exception):
    """A mistake in a template, as a Vietnamese phrase."""


def _template(table: dict[str, Any], folder: str) -> Template:
    need = {"id", "label", "occasions", "style", "seed", "motifs", "text", "palettes", "formats"}
    _keys(table, need | {"without"}, need, "tệp")
    if table["id"] != folder:
        raise _Fault(f"id “{table['id']}” khác tên thư mục")
    motifs = tuple(_motif(entry) for entry in table["motifs"])
    names = [motif.name for motif in motifs]
    if len(set(names)) < len(names):
        raise _Fault("hai họa tiết trùng tên")
    text = table["text"]
    _keys(text, {"title", "kicker", "body", "opening", "signature"}, set(), "text")
    kinds = {
        "title": TitleStyle,
        "kicker": KickerStyle,
        "body": BodyStyle,
        "opening": AccentStyle,
        "signature": AccentStyle,
    }
    styles = TextStyles(**{key: _build(kind, text.get(key, {}), f"text.{key}") for key, kind in kinds.items()})
    palettes = {key: _palette(key, value) for key, value in table["palettes"].items()}
    formats = {key: _format(key, value, motifs) for key, value in table["formats"].items()}
    if "doc" in formats:
        made = {id: derived(formats["doc"], id, motifs) for id in DERIVED}
        formats |= {id: with_own(each, formats[id]) if id in formats else each for id, each in made.items()}
    without = _without(table.get("without", []))
    template = Template(
        table["id"],
        table["label"],
        tuple(table["occasions"]),
        table["style"],
        table["seed"],
        motifs,
        styles,
        palettes,
        {id: formats[id] for id in SHAPES if id in formats and id not in without},
    )
    _check_colors(template)
    return template


def _without(formats: Any) -> frozenset[str]:
    """The derived formats that a design does not come in, for what they mean: mourning in an envelope of lucky money."""
    if not isinstance(formats, list) or not set(formats) <= set(DERIVED):
        raise _Fault(f"“without” chỉ kể được: {', '.join(DERIVED)}")
    return frozenset(formats)


def _motif(entry: dict[str, Any]) -> Motif:
    _keys(entry, {"name", "kind", "params", "fill"}, {"name", "kind"}, "motifs")
    motif = Motif(entry["name"], entry["kind"], entry.get("params", {}), entry.get("fill", False))
    if motif.kind not in MOTIFS:
        raise _Fault(f"không có họa tiết loại “{motif.kind}”")
    _params(motif.kind, motif.params, motif.name)
    return motif


def _params(kind: str, params: Mapping[str, Param], where: str) -> None:
    known = {
        name: p.default for name, p in inspect.signature(MOTIFS[kind]).parameters.items() if p.kind is p.KEYWORD_ONLY
    }
    for name, value in params.items():
        if name not in known:
            raise _Fault(f"họa tiết “{where}” không nhận tham số “{name}”")
        if not _like(value, known[name]):
            raise _Fault(f"tham số “{name}” của “{where}” sai kiểu")


def _like(value: Any, default: Any) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, list)
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(default)


def _palette(key: str, table: dict[str, Any]) -> Palette:
    _keys(table, set(table) | {"label", "swatch"}, {"label", "swatch"}, f"palettes.{key}")
    colors = {}
    for name, value in table.items():
        tones = tuple([value] if isinstance(value, str) else value)
        if name != "label" and not all(isinstance(tone, str) and tone.startswith("#") for tone in tones):
            raise _Fault(f"màu “{name}” của bảng màu “{key}” không phải dạng #rrggbb")
        colors[name] = tones
    label, swatch = colors.pop("label")[0], colors.pop("swatch")
    return Palette(key, label, swatch, colors)


def _format(key: str, table: dict[str, Any], motifs: tuple[Motif, ...]) -> Format:
    if key not in FORMAT_LABELS:
        raise _Fault(f"không có khổ thiệp “{key}”")
    _keys(table, {"size", "layouts"}, {"size", "layouts"}, f"formats.{key}")
    shape, (width, height) = SHAPES[key], table["size"]
    if (width, height) != (shape.width, shape.height):
        raise _Fault(f"khổ “{key}” phải là {shape.width} × {shape.height}")
    layouts = tuple(_layout(entry, QRectF(0, 0, width, height), motifs, f"formats.{key}") for entry in table["layouts"])
    if not layouts:
        raise _Fault(f"khổ “{key}” không có bố cục")
    return Format(key, shape.label, width, height, layouts, shape.mm, shape.says, shape.zoom)


def _layout(entry: dict[str, Any], canvas: QRectF, motifs: tuple[Motif, ...], where: str) -> Layout:
    _keys(entry, {"name", "head", "text", "calm", "place"}, {"name", "head", "text", "place"}, where)
    where = f"{where}.{entry['name']}"
    head, text = _rect(entry["head"], f"{where}.head"), _rect(entry["text"], f"{where}.text")
    for name, rect in (("head", head), ("text", text)):
        if not canvas.contains(rect):
            raise _Fault(f"khung {where}.{name} vượt ra ngoài thiệp")
    if head.intersects(text):
        raise _Fault(f"khung head và text của {where} đè lên nhau")
    known, place = {motif.name: motif for motif in motifs}, {}
    for name, value in entry["place"].items():
        if name not in known:
            raise _Fault(f"{where} đặt họa tiết lạ “{name}”")
        table = {"rect": value} if isinstance(value, list) else dict(value)
        rect, tall = _rect(table.pop("rect", None), f"{where}.{name}"), table.pop("tall", "")
        if tall not in PLACES:
            raise _Fault(f"“tall” của {where}.{name} phải là một trong: {', '.join(PLACES[1:])}")
        _params(known[name].kind, table, name)
        place[name] = Placement(rect, table, tall)
    place |= {motif.name: Placement(canvas) for motif in motifs if motif.fill}
    calm = tuple(_rect(value, f"{where}.calm") for value in entry.get("calm", []))
    return Layout(entry["name"], head, text, (head, text, *calm), place)


def _rect(value: Any, where: str) -> QRectF:
    if not (isinstance(value, list) and len(value) == 4 and all(isinstance(v, int | float) for v in value)):
        raise _Fault(f"{where} phải là [x, y, rộng, cao]")
    if value[2] <= 0 or value[3] <= 0:
        raise _Fault(f"{where} phải có bề rộng và bề cao dương")
    return QRectF(*value)


def _build(cls: type, table: dict[str, Any], where: str) -> Any:
    fields = {f.name: f for f in dataclasses.fields(cls)}
    required = {name for name, f in fields.items() if f.default is dataclasses.MISSING}
    _keys(table, set(fields), required, where)
    for name, value in table.items():
        kind = fields[name].type
        if not (type(value) is kind or (kind is float and type(value) is int)):
            raise _Fault(f"{where}.{name} sai kiểu")
    return cls(**table)


def _keys(table: dict[str, Any], known: set[str], need: set[str], where: str) -> None:
    if missing := sorted(need - set(table)):
        raise _Fault(f"{where} thiếu “{missing[0]}”")
    if strange := sorted(set(table) - known):
        raise _Fault(f"{where} có mục lạ “{strange[0]}”")


def color_keys(template: Template) -> set[str]:
    """Every palette key that the template's art and text ask for."""
    styles, keys = template.styles, set()
    for motif in template.motifs:
        defaults = {
            k: p.default
            for k, p in inspect.signature(MOTIFS[motif.kind]).parameters.items()
            if p.kind is p.KEYWORD_ONLY
        }
        placed = [
            layout.place[motif.name].params
            for f in template.formats.values()
            for layout in f.layouts
            if motif.name in layout.place
        ]
        for params in [dict(motif.params), *map(dict, placed)]:
            keys |= {
                v[1:]
                for v in (defaults | dict(motif.params) | params).values()
                if isinstance(v, str) and v.startswith("@")
            }
    title = styles.title
    keys |= {
        title.color,
        styles.kicker.color,
        styles.body.color,
        styles.body.shadow,
        styles.opening.color,
        styles.signature.color,
    }
    keys |= {title.edge, styles.opening.shadow, styles.signature.shadow} | (
        {title.first_color} if title.first_role else set()
    )
    if "pill" in (styles.opening.finish, styles.signature.finish):
        keys.add("pill")
    if title.ornament:
        keys.add("ornament")
    return keys - {""}


def _check_colors(template: Template) -> None:
    for palette in template.palettes.values():
        if missing := sorted(color_keys(template) - set(palette.colors)):
            raise _Fault(f"bảng màu “{palette.id}” thiếu màu “{missing[0]}”")
