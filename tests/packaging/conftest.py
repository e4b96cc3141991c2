"""The set-up scripts are no package: a test reaches them as `python3 packaging/start.py` does, from their folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))
