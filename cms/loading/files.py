"""Where the files are that a new installation begins with, and how one is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[1] / "content"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
