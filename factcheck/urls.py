"""The addresses readers use; the same under /es/."""

from django.urls import path

from factcheck import views

urlpatterns = [
    path("", views.home, name="home"),
    path("checks/<slug:slug>/", views.check, name="check"),
    path("checks/<slug:slug>/v/<int:number>/", views.version, name="check-version"),
    path("checks/<slug:slug>/bundle.zip", views.bundle, name="bundle"),
    path("checks/<slug:slug>/cite.bib", views.cite, name="cite"),
    path("cards/<slug:slug>.png", views.card, name="card"),
    path("embed/<slug:slug>/", views.embed, name="embed"),
    path("oembed", views.oembed, name="oembed"),
    path("checks/<slug:slug>/report/", views.report, name="check-report"),
    path("checks/<slug:slug>/report/thanks/", views.reported, name="check-reported"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("claimants/<slug:slug>/", views.claimant, name="claimant"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("search/", views.search_page, name="search"),
    path("search/suggestions/", views.suggestions, name="search-suggestions"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
    path("methodology/", views.methodology, name="methodology"),
    path("corrections/", views.corrections, name="corrections"),
]
