from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView
from rest_framework.permissions import IsAuthenticated


class Schema(SpectacularJSONAPIView):
    """The contract, OpenAPI 3.1."""

    permission_classes = (IsAuthenticated,)


class Handbook(SpectacularSwaggerView):
    """The contract to read and try, in a browser."""

    permission_classes = (IsAuthenticated,)
    url_name = "api:schema"
