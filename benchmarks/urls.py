"""The product's own addresses, and beside them the least that the same answers can take."""

from __future__ import annotations

from django.urls import path

from cms.urls import urlpatterns as product

from . import bare

urlpatterns = [
    path("bare/cells", bare.cells),
    path("bare/one-row", bare.one_row),
    *product,
]
