"""Fields as they were drawn last: of a long form most look as they do for everybody, and a template takes its time.

What somebody has written is never kept here: neither a form that was sent, nor words that stand in a field already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.presenters.drawn_once import once

WRITTEN = (forms.TextInput, forms.NumberInput, forms.Textarea)
CHOSEN = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)
TICKED = (forms.CheckboxInput,)
ABOUT = ("required", "disabled", "localize", "situation", "label_size", "template_name")


def drawn(field: forms.BoundField, look: dict[str, Any], draw: Callable[[], SafeString]) -> SafeString:
    """`draw` is asked where nobody was shown the same before; `look`: what the template is told beside the field."""
    told = None if field.form.is_bound else _all_it_depends_on(field, look)
    return draw() if told is None else once(told, draw)


def _all_it_depends_on(field: forms.BoundField, look: dict[str, Any]) -> Any:
    """None: a field of another kind, or one with words in it."""
    of, widget, value = field.field, field.field.widget, field.value()
    if type(widget) not in WRITTEN + CHOSEN + TICKED or field.form.use_required_attribute:
        return None
    if isinstance(of, forms.ModelChoiceField):  # its choices are asked of the database each time
        return None
    if type(widget) in WRITTEN and value not in (None, ""):
        return None
    choices = _as_texts(widget.choices) if type(widget) in CHOSEN else ()
    words = (field.html_name, field.auto_id, str(field.label), str(field.help_text), get_language())
    about = tuple(str(getattr(of, name, "")) for name in ABOUT)
    chosen = tuple(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return type(widget), words, about, chosen, choices, _as_pairs(widget.attrs), _as_pairs(look)


def _as_texts(choices: Iterable[Any]) -> tuple[Any, ...]:
    """Of a group its choices."""
    return tuple((str(one), _as_texts(told) if isinstance(told, list | tuple) else str(told)) for one, told in choices)


def _as_pairs(told: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in told.items())
