"""The addresses readers use; the same under /es/."""

from django.urls import path

from factcheck import views

urlpatterns = [
    path("", views.home, name="home"),
    path("checks/<slug:slug>/", views.check, name="check"),
    path("checks/<slug:slug>/v/<int:number>/", views.version, name="check-version"),
    path("checks/<slug:slug>/v/<int:number>/changes/", views.changes, name="check-changes"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("claimants/<slug:slug>/", views.claimant, name="claimant"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("search/", views.search_page, name="search"),
    path("search/suggestions/", views.suggestions, name="search-suggestions"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("methodology/", views.methodology, name="methodology"),
    path("corrections/", views.corrections, name="corrections"),
]
