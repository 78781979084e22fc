"""Forms as NHS.UK shows them. Inherit from NhsForm; in a template: {% nhs_errors form %} and {% nhs_form form %}."""

from .date import DayField
from .form import NhsForm, NhsRenderer

__all__ = ["DayField", "NhsForm", "NhsRenderer"]
