"""The addresses of the schema."""

from django.urls import path

from newsroom.api.schema import DocsView, SchemaView

urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]
