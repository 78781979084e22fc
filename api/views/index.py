from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

NOUNS = ("coverage", "coverage-trend", "org-units", "frameworks", "staff", "capability-records", "schema", "handbook")


class IndexOut(serializers.Serializer[Any]):
    version = serializers.CharField()
    links = serializers.DictField(child=serializers.URLField())


class Index(APIView):
    """Where everything is."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(responses=IndexOut, operation_id="index")
    def get(self, request: Request) -> Response:
        links = {noun: reverse(f"api:{noun}", request=request) for noun in NOUNS}
        return Response({"version": "1", "links": links})


class Nothing(APIView):
    """Any other address: a problem like every other, whatever the method, and no word of what exists elsewhere."""

    permission_classes = ()
    authentication_classes = ()
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404
