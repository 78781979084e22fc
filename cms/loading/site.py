"""The whole site of a trust from the files: home, curriculum, a page a level, modules and lessons."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from wagtail.models import Locale, Page, Site

from curriculum.models import Level
from workforce.models import Account, Trust

from ..models import CurriculumPage, HomePage, LevelPage
from .files import CONTENT, read
from .library import same_words, with_new_groups
from .module import load_module
from .published import keep, publish

WELCOME = (
    "<p>Small pieces, on a phone, between two patients; a proper day in a room where it needs one. What you learn is "
    "kept, and you are never asked to sit through what you know.</p>"
)
LEARN = "<p>Every piece is ten minutes or less, or a session in a room. Begin anywhere.</p>"


def module_files() -> list[Path]:
    """In the order of their codes: FA-2 stands before FA-10."""
    return sorted((CONTENT / "modules").glob("*.yml"), key=_code)


def _code(path: Path) -> tuple[str, int]:
    letters, _, number = path.stem.partition("-")
    return letters, int(number)


def load_site(trust: Trust, *, by: Account | None, host: str = "") -> CurriculumPage:
    """Home and curriculum with a page for each level; modules are loaded one by one, see `load_modules`."""
    home = HomePage.objects.filter(trust=trust, locale=Locale.get_default()).first() or HomePage(trust=trust)
    home.title, home.slug, home.intro = "Improvement Academy", home.slug or f"academy-{trust.pk}", WELCOME
    home.locale = Locale.get_default()
    home.same_words = with_new_groups(home) if home.pk else same_words()
    keep(home, Page.get_first_root_node())
    publish(home, by)
    serve(home, host)
    curriculum = CurriculumPage.objects.child_of(home).first() or CurriculumPage()
    curriculum.title, curriculum.slug, curriculum.intro = "Learn", "learn", LEARN
    curriculum.search_description = "Levels, modules and lessons: everything there is to learn."
    keep(curriculum, home)
    publish(curriculum, by)
    for level in Level.objects.filter(trust=trust).order_by("position"):
        load_level(curriculum, level, by)
    return curriculum


def load_level(curriculum: CurriculumPage, level: Level, by: Account | None) -> None:
    page = LevelPage.objects.child_of(curriculum).filter(level=level).first() or LevelPage(level=level)
    page.title, page.slug = level.name, f"level-{level.code.lower()}"
    keep(page, curriculum)
    publish(page, by)


def load_modules(curriculum: CurriculumPage, trust: Trust, *, by: Account | None) -> int:
    files = module_files()
    for path in files:
        load_module(curriculum, read(path), trust=trust, by=by)
    return len(files)


def serve(home: HomePage, host: str) -> None:
    """The first trust is the default site, and the page that Wagtail comes with gives way to it. Others name a host."""
    if host:
        Site.objects.update_or_create(
            hostname=host, port=443, defaults={"root_page": home, "site_name": home.trust.name}
        )
        return
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    if site.pk is None or not HomePage.objects.filter(pk=site.root_page_id).exists():
        site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
        site.save()
