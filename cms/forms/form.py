from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.exceptions import TemplateDoesNotExist
from django.utils.translation import gettext as _

DJANGOS, OURS = "django/forms/widgets/", "forms/widgets/"


class NhsRenderer(TemplatesSetting):
    """Not the site's FORM_RENDERER: Wagtail's admin keeps the look of its own forms."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Any:
        try:
            return super().get_template(template_name.replace(DJANGOS, OURS))
        except TemplateDoesNotExist:
            return super().get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> Any:
        widget = context.get("widget")
        if widget:
            widget["wrong"] = widget["attrs"].get("aria-invalid") == "true"
        return super().render(template_name, context, request)


class NhsForm(forms.Form):
    default_renderer = NhsRenderer
    required_css_class = None
    use_required_attribute = False  # our own words about an error, beside the field and on top

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say_it_in_our_words()

    def full_clean(self) -> None:
        self._say_it_in_our_words()  # of the fields too that a form got after it was made
        super().full_clean()

    def _say_it_in_our_words(self) -> None:
        for name, field in self.fields.items():
            if field.required and field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = what_is_missing(field, name)
            if isinstance(field, forms.IntegerField | forms.DecimalField):
                field.error_messages |= _of_numbers(self.called(field, name))

    def called(self, field: forms.Field, name: str) -> str:
        """What an error calls the field, where the words stand alone."""
        return str(field.label or name.replace("_", " ").capitalize())


def _of_numbers(label: str) -> dict[str, str]:
    told = {"label": label.replace("%", "%%")}
    return {
        "invalid": _("“%(label)s” is a number, such as 12") % told,
        "min_value": _("“%(label)s” is at least") % told + " %(limit_value)s",
        "max_value": _("“%(label)s” is at most") % told + " %(limit_value)s",
    }


def what_is_missing(field: forms.Field, name: str) -> str:
    """Says which field is meant: on top of the page the words stand alone."""
    label = field.label or name.replace("_", " ").capitalize()
    if isinstance(field, forms.ChoiceField):
        return _("Choose an answer to “%(label)s”") % {"label": label}
    return _("Fill in “%(label)s”") % {"label": label}
