from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView, TemplateView
from django.views.i18n import set_language
from oauth2_provider.views import TokenView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from . import health
from .screens import (
    accounts,
    attendance,
    board,
    bookings,
    certificates,
    courses,
    coverage,
    deputies,
    find,
    grants,
    help,
    imports,
    in_the_room,
    lesson,
    letters,
    letters_of_trust,
    my,
    my_record,
    notices,
    organisation,
    organisation_change,
    own_account,
    people,
    planned_sessions,
    playing,
    prescription,
    prior_learning,
    release,
    reminding,
    roster,
    scheduling,
    second_step,
    sessions,
    sign_off,
    slip,
    slips,
    training,
    why,
)

to_our_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_ones_own_page = RedirectView.as_view(pattern_name="my")
to_ones_own_account = RedirectView.as_view(pattern_name="own-account")

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", set_language, name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("account/email/", to_ones_own_page, name="account_email"),  # an address comes from the staff file alone
    path("account/confirm-email/", to_ones_own_page, name="account_email_verification_sent"),
    path("account/3rdparty/", to_ones_own_account, name="socialaccount_connections"),
    *own_account.urlpatterns,
    *slip.urlpatterns,
    path("account/", include("allauth.urls")),
    path("cms/login/", to_our_sign_in, name="to-our-sign-in"),
    path("_util/login/", to_our_sign_in, name="to-our-sign-in"),
    path("manage/framework/", include("cms.screens.framework")),
    path("manage/framework/", include("cms.screens.framework_draft")),
    path("manage/framework/named/", include("cms.screens.named")),
    path("manage/framework/plans/", include("cms.screens.plans")),
    path("manage/framework/serving/", include("cms.screens.serving")),
    path("manage/framework/questions/", include("cms.screens.questions")),
    path("manage/framework/links/", include("cms.screens.links")),
    path("manage/framework/packages/", include("cms.screens.packages")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", include("api.urls")),
    path("oauth/token", TokenView.as_view(), name="oauth-token"),
    *(
        path(f"about/{name}/", TemplateView.as_view(template_name=f"about/{name}.html"), name=f"about-{name}")
        for name in ("accessibility", "privacy", "cookies")
    ),
    *help.urlpatterns,
    *find.urlpatterns,
    *coverage.urlpatterns,
    *why.urlpatterns,
    *prescription.urlpatterns,
    *people.urlpatterns,
    *accounts.urlpatterns,
    *slips.urlpatterns,
    *deputies.urlpatterns,
    *second_step.urlpatterns,
    *grants.urlpatterns,
    *courses.urlpatterns,
    *organisation.urlpatterns,
    *organisation_change.urlpatterns,
    *imports.urlpatterns,
    *training.urlpatterns,
    *board.urlpatterns,
    *lesson.urlpatterns,
    *playing.urlpatterns,
    *my.urlpatterns,
    *planned_sessions.urlpatterns,
    *bookings.urlpatterns,
    *in_the_room.urlpatterns,
    *scheduling.urlpatterns,
    *roster.urlpatterns,
    *attendance.urlpatterns,
    *release.urlpatterns,
    *my_record.urlpatterns,
    *certificates.urlpatterns,
    *notices.urlpatterns,
    *letters.urlpatterns,
    *letters_of_trust.urlpatterns,
    *reminding.urlpatterns,
    *sessions.urlpatterns,
    *sign_off.urlpatterns,
    *prior_learning.urlpatterns,
    path("learn/", serve, {"path": "learn/"}, name="learn"),  # a page like the others, with a name for the menu
    path("", include(wagtail_urls)),
]
