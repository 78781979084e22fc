"""What the generated contract cannot see by itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension

TEXT = {"type": "string"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Every refusal has this shape (RFC 9457). `code` is for machines and stays; words may change.",
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "code": TEXT,
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"parameter": TEXT, "code": TEXT, "message": TEXT}},
        },
    },
    "required": ["type", "title", "status", "detail", "code"],
}
REFUSED = {"4XX": "Refused: the request has to change.", "5XX": "Not now: the same request may be sent again."}


def add_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation may be refused, and how that looks stands in the contract."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result["paths"].values():
        for operation in path.values():
            operation["responses"] |= {
                status: {"description": words, "content": content} for status, words in REFUSED.items()
            }
    return result


class ClientScheme(OpenApiAuthenticationExtension):
    target_class = "api.authentication.ClientAuthentication"
    name = "client"

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        scope = getattr(auto_schema.view, "scope", None)
        return {self.name: [scope] if scope else []}

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        flow = {"tokenUrl": "/oauth/token", "scopes": settings.OAUTH2_PROVIDER["SCOPES"]}
        return {"type": "oauth2", "description": "One client a system.", "flows": {"clientCredentials": flow}}
