"""{% load academy %}: forms and small things in the look of NHS.UK."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.forms import NhsRenderer
from cms.forms.drawn import drawn
from cms.presenters.sight import sight_words

register = template.Library()


@register.simple_tag
def nhs_form(form: BaseForm) -> SafeString:
    """All fields of any form, also of one that is not ours."""
    form.renderer = NhsRenderer()
    return form.render("forms/form.html")


@register.simple_tag
def nhs_field(field: BoundField, **look: Any) -> SafeString:
    """One field. Look: legend_size or label_size ("s", "m", "l"), and page_heading=True for a single question."""
    field.form.renderer = NhsRenderer()
    return drawn(field, look, lambda: field.form.render("forms/field.html", {"field": field, **look}))


@register.simple_tag
def who_sees() -> list[str]:
    return sight_words()


@register.simple_tag
def same_for_all(component: str) -> SafeString:
    """A component that takes nothing, made once a language."""
    return _made(component, _language())


@register.simple_tag
def menu(items: Iterable[dict[str, Any]]) -> SafeString:
    """Made once for all who are shown the same."""
    return _menu(tuple((str(one["words"]), one["href"], one["current"], one["waiting"]) for one in items), _language())


@register.inclusion_tag("forms/error_summary.html")
def nhs_errors(*forms: BaseForm) -> dict[str, Any]:
    """What is wrong, on top of the page before its heading; nothing when nothing is."""
    wrong = [(field, _first_of(field)) for form in forms if form.is_bound for field in form if field.errors]
    of_all = [words for form in forms if form.is_bound for words in form.non_field_errors()]
    return {"fields": wrong, "of_all": of_all}


def _first_of(field: BoundField) -> str:
    """What a link to the field leads to: its input, and of several that belong together the first."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def _language() -> str:
    return get_language() or ""


@lru_cache
def _made(component: str, _language: str) -> SafeString:
    return render_to_string(component)


@lru_cache(maxsize=2048)
def _menu(items: tuple[tuple[str, str, bool, int], ...], _language: str) -> SafeString:
    shown = [dict(zip(("words", "href", "current", "waiting"), one, strict=True)) for one in items]
    return render_to_string("components/menu.html", {"navigation": shown})
