"""{% load academy %}: forms and small things in the look of NHS.UK."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect
from django.utils.safestring import SafeString

from cms.forms import NhsRenderer
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
    return field.form.render("forms/field.html", {"field": field, **look})


@register.simple_tag
def who_sees() -> list[str]:
    return sight_words()


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
