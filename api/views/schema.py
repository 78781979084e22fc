from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import IsAuthenticated


class Schema(SpectacularJSONAPIView):
    """The contract, OpenAPI 3.1."""

    permission_classes = (IsAuthenticated,)


class Handbook(SpectacularSwaggerSplitView):
    """The contract to read and try, in a browser. Its script has an address: the policy refuses one inside the page."""

    permission_classes = (IsAuthenticated,)
    url_name = "api:schema"
    template_name = "api/handbook.html"
