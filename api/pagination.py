"""Pages by key, with a signed cursor: the last page costs what the first one did, and no cursor can be made up."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.core import signing
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
_SIGNER = signing.Signer(salt="api.cursor")


def _question(request: Request) -> str:
    """What was asked, but for the page: a cursor is good for the question it came from only."""
    asked = sorted((key, value) for key, value in request.query_params.lists() if key not in {"cursor", "limit"})
    return sha256(f"{request.path}{asked}".encode()).hexdigest()[:16]


def _after(request: Request) -> int:
    cursor = request.query_params.get("cursor")
    if not cursor:
        return 0
    try:
        question, after = _SIGNER.unsign_object(cursor)
    except (signing.BadSignature, ValueError, TypeError):
        raise ValidationError({"cursor": ["Take next_cursor from the answer before, unchanged."]}) from None
    if question != _question(request):
        raise ValidationError({"cursor": ["This cursor belongs to another question. Begin again without it."]})
    return int(after)


class KeysetPagination(BasePagination):
    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        limit = view.asked.get("limit", DEFAULT_LIMIT)
        rows = list(queryset.filter(pk__gt=_after(request)).order_by("pk")[: limit + 1])
        self.next_cursor = None
        if len(rows) > limit:
            rows = rows[:limit]
            self.next_cursor = _SIGNER.sign_object([_question(request), rows[-1].pk])
        return rows

    def get_paginated_response(self, data: Any, **meta: Any) -> Response:
        return Response({"data": data, "next_cursor": self.next_cursor, "meta": meta})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["data", "next_cursor", "meta"],
            "properties": {
                "data": schema,
                "next_cursor": {"type": ["string", "null"], "description": "Send it back as cursor for the next page."},
                "meta": {"type": "object"},
            },
        }
