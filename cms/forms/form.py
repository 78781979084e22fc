from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.exceptions import TemplateDoesNotExist

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
