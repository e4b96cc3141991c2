"""The figures of a benchmark as a table: each with its target, its comparison, and whether it was met."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Target:
    """One figure. better: 1 when more is better, -1 when less is; beside: what it is compared with, from its raw figures."""

    key: str
    label: str
    limit: float
    better: int
    unit: str
    beside: Callable[[Mapping[str, Any]], str]


def _engine(model: str, name: str) -> Callable[[Mapping[str, Any]], str]:
    def said(raw: Mapping[str, Any]) -> str:
        row = raw["engine"][model]
        return f"máy chủ {row[f'{name}_server']:.0f}, llama.cpp trần {row[f'{name}_raw']:.0f} token/giây"

    return said


def _words(raw: Mapping[str, Any]) -> str:
    return f"riêng việc đọc lời nhắc: {raw['words']['prompt_decode_ms']} ms"


def _three(raw: Mapping[str, Any]) -> str:
    row = raw["words"]
    return f"chỉ riêng việc viết, không kiểm tra: {row['three_unchecked_ms']} ms; viết lại {row['rewrites']} lần"


def _thumbnail(raw: Mapping[str, Any]) -> str:
    return f"vẽ mới, trung vị: {raw['cards']['thumbnail_painted_ms']} ms"


def _exports(raw: Mapping[str, Any]) -> str:
    row = raw["cards"]["exports"]
    return f"một tiến trình {row['one_s']} giây, hai {row['two_s']} giây"


TARGETS = (
    Target("single_ratio.mam", "Một lời, Mầm", 0.95, 1, "", _engine("mam", "single")),
    Target("single_ratio.40m", "Một lời, 40 triệu tham số", 0.95, 1, "", _engine("40m", "single")),
    Target("batch32_ratio.mam", "32 lời một lúc, Mầm", 0.9, 1, "", _engine("mam", "batch32")),
    Target("batch32_ratio.40m", "32 lời một lúc, 40 triệu tham số", 0.9, 1, "", _engine("40m", "batch32")),
    Target("first_word_ms", "Chữ đầu tiên", 100, -1, "ms", _words),
    Target("three_ms", "Ba lời trọn vẹn", 1500, -1, "ms", _three),
    Target("repaint_ms", "Vẽ lại thiệp sau một phím", 16, -1, "ms", lambda raw: f"không đổi chữ: {raw['window']['still_ms']} ms"),
    Target("png_ms", "Vẽ và ghi PNG 1080×1350", 150, -1, "ms", lambda raw: f"riêng Qt nén ảnh: {raw['cards']['encode_ms']} ms"),
    Target("thumbnail_ms", "Ảnh nhỏ của mẫu, đọc từ đĩa", 16, -1, "ms", _thumbnail),
    Target("switch_ms", "Đổi mẫu: cả tấm thiệp", 400, -1, "ms", lambda raw: f"trung vị các mẫu: {raw['cards']['switch_median_ms']} ms"),
    Target("export_ratio", "Xuất bằng hai tiến trình, nhanh gấp", 1.9, 1, "", _exports),
    Target("window_ms", "Mở cửa sổ đến phím đầu", 1500, -1, "ms", lambda raw: f"cửa sổ Qt trống: {raw['window']['bare_ms']} ms"),
    Target("pss_mb", "Bộ nhớ khi nghỉ (PSS)", 400, -1, "MB", lambda raw: f"cửa sổ Qt trống: {raw['window']['bare_pss_mb']} MB"),
)
KEYS = tuple(dict.fromkeys(target.key.partition(".")[0] for target in TARGETS))


def figure(result: Mapping[str, Any], key: str) -> float | None:
    """The figure under "key" or "key.part"; None when it was not measured."""
    name, _, part = key.partition(".")
    value = result.get(name)
    return value.get(part) if part and value is not None else value


def met(target: Target, value: float) -> bool:
    """Whether the target is reached."""
    return value >= target.limit if target.better > 0 else value <= target.limit


def table(result: Mapping[str, Any]) -> str:
    """One line a figure: mark, label, figure, target, comparison. What was not measured is left out."""
    lines = []
    for target in TARGETS:
        value = figure(result, target.key)
        if value is None:
            continue
        mark = "✓" if met(target, value) else "✗"
        sign = "≥" if target.better > 0 else "≤"
        amount = f"{value:g} {target.unit}".strip()
        lines.append(
            f"{mark} {target.label:<34} {amount:>10}  (mục tiêu {sign} {target.limit:g})  {target.beside(result['raw'])}"
        )
    return "\n".join(lines)
