"""What every read has in common: its scope, its question validated, its answer with an ETag."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response

from workforce.models import Account, Trust
from workforce.queries.trust import trust_of

from ..asked import Asked
from ..errors import ProblemRefusal
from ..pagination import KeysetPagination
from ..permissions import HasScope


@method_decorator(conditional_page, name="dispatch")
class Reading(GenericAPIView[Any]):
    scope: ClassVar[str]
    asked_class: ClassVar[type[Asked]] = Asked
    permission_classes = (IsAuthenticated, HasScope)
    http_method_names = ("get", "head", "options")

    @cached_property
    def asked(self) -> dict[str, Any]:
        question = self.asked_class(data=self.request.query_params)
        question.is_valid(raise_exception=True)
        return dict(question.validated_data)

    @property
    def account(self) -> Account:
        account = self.request.user
        assert isinstance(account, Account)  # IsAuthenticated has asked before
        return account

    @cached_property
    def trust(self) -> Trust:
        trust = trust_of(self.account)
        if trust is None:
            raise ProblemRefusal("Your account belongs to no trust yet.", code="no_trust", status_code=403)
        return trust

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate()

    @cached_property
    def on(self) -> dt.date:
        return self.asked.get("on") or self.today

    def page_of(self, rows: QuerySet[Any], **meta: Any) -> Response:
        pages = self.paginator
        assert isinstance(pages, KeysetPagination)  # the settings say so
        page = pages.paginate_queryset(rows, self.request, view=self)
        return pages.get_paginated_response(self.get_serializer(page, many=True).data, **meta)
