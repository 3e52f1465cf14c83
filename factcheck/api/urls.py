"""The resources under ``/api/v1/``."""

from django.urls import path, re_path
from rest_framework.routers import DefaultRouter

from factcheck.api import log, views
from factcheck.api.exports import ExportFileView, ExportViewSet, LatestFileView
from factcheck.api.match import MatchView
from factcheck.api.webhooks import WebhookViewSet
from newsroom.api.views import Index

app_name = "api"

router = DefaultRouter()
router.APIRootView = Index
router.include_format_suffixes = False
router.register("checks", views.CheckViewSet, "check")
router.register("claims", views.ClaimViewSet, "claim")
router.register("sources", views.SourceViewSet, "source")
router.register("evidence", views.EvidenceViewSet, "evidence")
router.register("claimants", views.ClaimantViewSet, "claimant")
router.register("topics", views.TopicViewSet, "topic")
router.register("ratings", views.RatingViewSet, "rating")
router.register("corrections", log.CorrectionViewSet, "correction")
router.register("changes", log.ChangeViewSet, "change")
router.register("exports", ExportViewSet, "export")
router.register("webhooks", WebhookViewSet, "webhook")

urlpatterns = [
    # With a slash as everywhere, and without: a question that is redirected loses its text.
    re_path("^match/?$", MatchView.as_view(), name="match"),
    path("exports/latest/", ExportViewSet.as_view({"get": "retrieve"}), name="export-latest"),
    path("exports/latest/<str:file>", LatestFileView.as_view(), name="export-latest-file"),
    path("exports/<uuid:id>/<str:file>", ExportFileView.as_view(), name="export-file"),
    *router.urls,
]
