"""The look and behaviour of NHS.UK, taken out of the installed package without what would call other hosts.

Its style sheet loads the Frutiger font from elsewhere, and names a source map that it does not bring: both are cut out.
The documented fall-back font is Arial. Its script is a module that waits to be started: here it starts by itself.
"""

import importlib.util
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseStorageFinder
from django.core.files.storage import FileSystemStorage

from cms.local.paths import HOME

FONTS = re.compile(r"@font-face\s*\{[^}]*\}")
CSS_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
JS_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
START = 'document.body.classList.add("js-enabled", "nhsuk-frontend-supported");\ninitAll();\n'
MADE = HOME / "static"


class OthersFinder(AppDirectoriesFinder):
    """All but the package's own files: what was made of them stands in their place."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        return super().list([*(ignore_patterns or []), "nhsuk-frontend-*"])


class NhsFinder(BaseStorageFinder):
    storage = FileSystemStorage(location=MADE)

    def __init__(self) -> None:
        for path, (pattern, changed) in SOURCES.items():
            _make(MADE / path, _of_package(pattern), changed)
        super().__init__()


def _make(made: Path, source: Path, changed: Callable[[str], str]) -> None:
    newest = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
    if not made.exists() or made.stat().st_mtime < newest:
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(changed(source.read_text()))


def _of_package(pattern: str) -> Path:
    package = importlib.util.find_spec("wagtailnhsukfrontend")
    assert package is not None
    assert package.origin is not None
    [found] = Path(package.origin).parent.glob(f"static/wagtailnhsukfrontend/{pattern}")
    return found


def _without_fonts(css: str) -> str:
    return CSS_SOURCE_MAP.sub("", FONTS.sub("", css))


def _starting_by_itself(js: str) -> str:
    return JS_SOURCE_MAP.sub("", js) + START


SOURCES: dict[str, tuple[str, Callable[[str], str]]] = {
    "nhsuk/nhsuk.css": ("css/nhsuk-frontend-*.min.css", _without_fonts),
    "nhsuk/nhsuk.js": ("js/nhsuk-frontend-*.min.js", _starting_by_itself),
}
