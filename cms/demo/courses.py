"""What can be learned, read from the content files: parts of modules by level, and what each level asks to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from curriculum.enums import SourceKind

CONTENT = Path(__file__).resolve().parents[1] / "content"
PRACTICE_SOURCES = {"BIG_ROOM": SourceKind.BIG_ROOM, "TEACHING": SourceKind.TEACHING}


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    source: str

    @property
    def is_lesson(self) -> bool:
        return self.source == SourceKind.LESSON


@dataclass(frozen=True, slots=True)
class Practice:
    part: Part
    count: int
    months: int


@dataclass(frozen=True, slots=True)
class Course:
    """All that leads to a level: parts in order, skills to be signed off, practice to be kept up."""

    level: str
    parts: tuple[Part, ...]
    sign_offs: tuple[Part, ...]
    practices: tuple[Practice, ...]
    valid_months: int


def read_framework() -> dict[str, Any]:
    return _read(CONTENT / "framework.yml")


def courses() -> dict[str, Course]:
    framework = read_framework()
    paths = sorted((CONTENT / "modules").glob("*.yml"), key=lambda path: (len(path.name), path.name))  # FA-2, FA-10
    modules = [_read(path) for path in paths]
    practice = {_practice_kind(told): _practice_part(told) for told in framework["practice_activities"]}
    return {level["code"]: _course(level, modules, practice) for level in framework["levels"]}


def _course(level: dict[str, Any], modules: list[dict[str, Any]], practice: dict[str, Part]) -> Course:
    taught = [module for module in modules if level["code"] in module["levels"]]
    parts = [_part(part) for module in taught for part in module["parts"]]
    asked = [target for target in level["targets"] if target["essential"]]
    shown = {(told["skill"], told["depth"]): told["key"] for module in taught for told in module.get("sign_off", ())}
    deep = [shown.get((target["skill"], target["depth"])) for target in asked]
    kept_up = [Practice(practice[told["kind"]], told["count"], told["months"] or 12) for told in level["practice"]]
    valid = [target["valid_months"] for target in asked if target.get("valid_months")]
    sign_offs = tuple(Part(key, SourceKind.SIGN_OFF) for key in deep if key)
    return Course(level["code"], tuple(parts), sign_offs, tuple(kept_up), min(valid, default=0))


def _part(told: dict[str, Any]) -> Part:
    source = SourceKind.LESSON if told["mode"] == "e-learning" else SourceKind.ATTENDANCE
    return Part(told["key"], source)


def _practice_kind(told: dict[str, Any]) -> str:
    return str(told["doses"][0]["practice_kind"])


def _practice_part(told: dict[str, Any]) -> Part:
    return Part(told["key"], PRACTICE_SOURCES.get(told["kind"], SourceKind.PRACTICE))


def _read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return told
