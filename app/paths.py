"""Where the program's own files and the person's files live."""

import os
from pathlib import Path

import platformdirs


def assets_dir() -> Path:
    """The folder of shipped data: beside the package in a checkout, inside it in a wheel."""
    here = Path(__file__).resolve().parent
    checkout = here.parent / "assets"
    return checkout if (checkout / "occasions.toml").is_file() else here / "_assets"


def home_dir() -> Path:
    """The person's data folder: LOIHAY_HOME, or the platform's; not created here."""
    own = os.environ.get("LOIHAY_HOME")
    return Path(own) if own else Path(platformdirs.user_data_dir("loihay", appauthor=False))


def embedded_model() -> Path:
    """The quantized Mầm that ships with the program."""
    return assets_dir() / "model" / "mam.gguf"
