"""The addresses crawlers ask for: one each, in no language."""

from django.urls import path

from factcheck.views import sitemaps

urlpatterns = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemaps/news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemaps/checks-<int:number>.xml", sitemaps.checks, name="sitemap-checks"),
]
