"""The editor's forms: what they offer is the trust's own, and what does not fit is said before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm

from curriculum.models import Identity
from workforce.models import Trust


class TrustPageForm(WagtailAdminPageForm):
    """Levels and skills to choose from are those of the trust that the page belongs to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        trust = self.instance.trust_below(self.parent_page)
        offer_only(self, trust)
        for formset in self.formsets.values():
            formset.form = offering_only(formset.form, trust)

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The lines of a table as typed; none while one of them is not whole, which is said beside it."""
        formset = self.formsets[name]
        typed = [form.cleaned_data for form in formset.forms] if formset.is_valid() else []
        return [row for row in typed if row and not row.get("DELETE")]


class ModuleForm(TrustPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        tables = [self.formsets[name] for name in ("parts", "part_doses")]
        if all(table.is_valid() for table in tables):
            for words in self.instance.problems(self.rows("parts"), self.rows("part_doses"), self.parent_page):
                self.add_error(None, words)
        self.instance.is_read_as_typed = True
        if words := self.instance.code_is_taken(cleaned.get("code", ""), self.parent_page):
            self.add_error("code", words)
        return cleaned


class LessonForm(TrustPageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "package" in self.fields:
            offered = Q(retired_date=None) | Q(pk=self.instance.package_id)
            self.fields["package"].queryset = self.fields["package"].queryset.filter(offered).order_by("title", "pk")
        if "key" in self.fields:
            free = self.instance.free_parts(self.parent_page.specific)
            words = [("", "Choose a part of the module"), *((part.key, f"{part.key}: {part.title}") for part in free)]
            self.fields["key"].widget = forms.Select(choices=words)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        key = cleaned.get("key")
        if key and key not in {part.key for part in self.instance.free_parts(self.parent_page.specific)}:
            self.add_error("key", "The module has no such part, or it has a lesson already.")
        if cleaned.get("package") and cleaned.get("check_questions"):
            self.add_error("package", "A package asks its own questions. Take the questions out, or the package.")
        return cleaned


def offer_only(form: Any, trust: Trust) -> None:
    for name, field in form.fields.items():
        offered = getattr(field, "queryset", None)
        if offered is not None and hasattr(offered.model, "trust_id"):
            field.queryset = offered.filter(trust=trust)
            if issubclass(offered.model, Identity):
                field.queryset = field.queryset.filter(Q(retired_date=None) | Q(pk__in=_chosen(form, name)))


def _chosen(form: Any, name: str) -> list[Any]:
    """What the page has already: it stays to be seen and taken out, retired or not."""
    chosen = form.initial.get(name)
    several = hasattr(chosen, "__iter__") and not isinstance(chosen, str)
    return [getattr(one, "pk", one) for one in (chosen if several else [chosen])]


def offering_only(form_class: Any, trust: Trust) -> Callable[..., Any]:
    class OfTrust(form_class):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            offer_only(self, trust)

    return OfTrust
