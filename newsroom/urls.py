"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from factcheck.exporting import health as exports
from factcheck.google.view import ClaimSearchView
from newsroom import errors, health
from newsroom.signin.views import too_many

urlpatterns = [
    path("admin/", include("newsroom.signin.urls")),  # before the admin: its login is not used
    path("admin/", admin.site.urls),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("healthz/worker", health.worker),
    path("healthz/exports", exports.made),
    path("api/", include("newsroom.api.urls")),
    path("api/v1/", include("factcheck.api.urls")),
    path("v1alpha1/claims:search", ClaimSearchView.as_view(), name="google-claims-search"),
    path("", include("factcheck.crawlers_urls")),
    *i18n_patterns(path("", include("factcheck.urls")), prefix_default_language=False),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler429 = too_many
handler500 = errors.server_error
