from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from .errors import ProblemRefusal

if TYPE_CHECKING:
    from .views.reading import Reading


class HasScope(BasePermission):
    """A token needs the scope of what it reads. A signed-in person has no scopes: the rules alone decide."""

    def has_permission(self, request: Request, view: Any) -> bool:
        reading: Reading = view
        token: Any = request.auth
        if token is None or token.is_valid([reading.scope]):
            return True
        raise ProblemRefusal(f"The token lacks the scope {reading.scope}.", code="missing_scope", status_code=403)
