"""The API, a line a noun. Addresses have no slash at the end."""

from django.urls import URLPattern, URLResolver, path, re_path

from .views.capability_record import CapabilityRecords
from .views.coverage import Coverage, CoverageTrend
from .views.framework import Frameworks, OneFramework
from .views.index import Index, Nothing
from .views.org_unit import OrgUnits
from .views.schema import Handbook, Schema
from .views.staff import Staff

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", Index.as_view(), name="index"),
    path("v1/coverage", Coverage.as_view(), name="coverage"),
    path("v1/coverage/trend", CoverageTrend.as_view(), name="coverage-trend"),
    path("v1/org-units", OrgUnits.as_view(), name="org-units"),
    path("v1/frameworks", Frameworks.as_view(), name="frameworks"),
    path("v1/frameworks/<uuid:uuid>", OneFramework.as_view(), name="framework"),
    path("v1/staff", Staff.as_view(), name="staff"),
    path("v1/capability-records", CapabilityRecords.as_view(), name="capability-records"),
    path("openapi.json", Schema.as_view(), name="schema"),
    path("docs", Handbook.as_view(), name="handbook"),
    re_path(r"", Nothing.as_view(), name="nothing"),
]
