"""The addresses readers use; the same under /es/."""

from django.urls import path, register_converter

from factcheck import views
from factcheck.feeds import views as feeds

register_converter(feeds.FormConverter, "form")

urlpatterns = [
    path("", views.home, name="home"),
    path("checks/<slug:slug>/", views.check, name="check"),
    path("checks/<slug:slug>/v/<int:number>/", views.version, name="check-version"),
    path("checks/<slug:slug>/v/<int:number>/changes/", views.changes, name="check-changes"),
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
    path("feeds/all.<form:form>", feeds.everything, name="feed"),
    path("feeds/corrections.<form:form>", feeds.corrections, name="feed-corrections"),
    path("feeds/search.<form:form>", feeds.search, name="feed-search"),
    path("feeds/topics/<slug:slug>.<form:form>", feeds.topic, name="feed-topic"),
    path("feeds/claimants/<slug:slug>.<form:form>", feeds.claimant, name="feed-claimant"),
]
