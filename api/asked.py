"""What may be asked in a query string. Anything else is refused with a sentence, never ignored, never a 500."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from .pagination import MAX_LIMIT


class CodesField(serializers.ListField):
    """One or more codes: `level=L1,L2`, or the parameter given more than once."""

    child = serializers.CharField(max_length=100)

    def get_value(self, dictionary: Mapping[Any, Any]) -> Any:
        assert isinstance(dictionary, QueryDict)  # only query strings are asked
        given = dictionary.getlist(str(self.field_name))
        return [code for text in given for code in text.split(",") if code] or serializers.empty


class Asked(serializers.Serializer[Any]):
    def to_internal_value(self, data: QueryDict) -> Any:
        self._refuse_the_unknown(data)
        return super().to_internal_value(data)

    def _refuse_the_unknown(self, data: QueryDict) -> None:
        wrong = {name: ["There is no such parameter here."] for name in data if name not in {*self.fields, "format"}}
        for name, field in self.fields.items():
            if len(data.getlist(name)) > 1 and not isinstance(field, CodesField):
                wrong[name] = ["Give it once."]
        if wrong:
            raise serializers.ValidationError(wrong)


class PageAsked(Asked):
    cursor = serializers.CharField(required=False, max_length=500, help_text="next_cursor of the page before")
    limit = serializers.IntegerField(required=False, min_value=1, max_value=MAX_LIMIT)
