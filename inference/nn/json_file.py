"""Reads a JSON object from a file of unknown origin: whatever is wrong with it is one InferenceError."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inference.errors import InferenceError, reason

LARGEST = 256 << 20  # bytes; the largest tokenizer.json known has 34 million


def read_object(path: Path) -> dict[str, Any]:
    """The object in `path`. Raises InferenceError if it can not be read or holds anything else."""
    text = read_text(path)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InferenceError(f"Tệp “{path.name}” bị hỏng, không phải JSON.", "Hãy tải lại mô hình.") from error
    if not isinstance(value, dict):
        raise InferenceError(f"Tệp “{path.name}” bị hỏng, không phải một đối tượng JSON.", "Hãy tải lại mô hình.")
    return value


def read_text(path: Path) -> str:
    """The whole file as UTF-8. Raises InferenceError if it is missing, too large or something else than text."""
    try:
        if path.stat().st_size > LARGEST:
            raise InferenceError(f"Tệp “{path.name}” lớn bất thường.", "Hãy tải lại mô hình.")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise InferenceError(f"Thư mục mô hình “{path.parent.name}” thiếu tệp {path.name}.", "Hãy tải lại mô hình cho đủ tệp.") from error
    except OSError as error:
        raise InferenceError(f"Không đọc được tệp “{path.name}”: {reason(error)}.") from error
    except UnicodeDecodeError as error:
        raise InferenceError(f"Tệp “{path.name}” bị hỏng, không phải văn bản UTF-8.", "Hãy tải lại mô hình.") from error
    except ValueError as error:  # a zero byte in the name
        raise InferenceError(f"Không đọc được tệp {path.name!r}.") from error


def short(value: object) -> str:
    """A value of a hostile file, fit for one line of a message."""
    text = str(value)[:200] if isinstance(value, str) else repr(value)[:200]
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
