from typing import Any

from django.contrib.auth.views import redirect_to_login
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class Schema(SpectacularJSONAPIView):
    """The contract, OpenAPI 3.1."""

    permission_classes = (IsAuthenticated,)


class Handbook(SpectacularSwaggerSplitView):
    """The contract to read and try, in a browser. Its script has an address: the policy refuses one inside the page."""

    permission_classes = (IsAuthenticated,)
    url_name = "api:schema"
    template_name = "api/handbook.html"

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        """A page, whatever was asked for: the contract for machines has an address of its own."""
        return super().perform_content_negotiation(request, force=True)

    def handle_exception(self, exc: Exception) -> Any:
        """Whoever reads it in a browser signs in first, and comes back."""
        if isinstance(exc, NotAuthenticated):
            return redirect_to_login(self.request.get_full_path())
        return super().handle_exception(exc)
