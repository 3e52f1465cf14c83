"""Feeds and sitemaps of claims that would break out of them, if anything could."""

from itertools import product

import feedparser
import pytest
from django.test import Client

from factcheck.models import Topic
from newsroom.xml_text import xml_text
from tests.factcheck.feeds.reader import FORMS, content, entries
from tests.factories import published_claim
from tests.support import sitemaps

pytestmark = pytest.mark.django_db

CORPUS = {
    "script": "<script>alert(1)</script> said the harbour",
    "handler": '"><img src=x onerror=alert(1)> moved',
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &#60;b&#62;",
    "end of cdata": "]]> said the harbour ]]]]><![CDATA[>",
    "markup of feeds": "</title></item></channel></rss><entry/>",
    "declaration": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "control characters": "moved\x01\x08\x0b\x0c\x1f grain",
    "no characters": "moved\ufffe\uffff grain",
    "other controls": "moved\x7f\x85\x9f grain",
    "emoji": "The harbour moved 👩‍👩‍👧‍👦 and 🏳️‍🌈",
    "beyond the first plane": "moved 𠜎𠜱 grain \U0010ffff",
    "right to left": "قال الوزير إن الميناء نقل الحبوب",
    "turned round": "moved \u202e17,000\u202c tons \u2066x\u2069",
    "line separators": "moved\u2028more\u2029grain",
    "json": '"}], "items": [], \\u0022 \\',
}


@pytest.mark.parametrize("kind", CORPUS)
def test_feeds_and_the_news_hold_whatever_was_claimed(client: Client, kind: str) -> None:
    words = CORPUS[kind]
    topic = Topic.objects.create(name=words[:100], slug="hostile")
    published_claim(statement=words, topics=[topic])
    for feed, form in product(("all", "topics/hostile"), FORMS):
        (entry,) = entries(client, f"/feeds/{feed}.{form}")
        assert entry["title"] == f"Mostly true: {xml_text(words)}"
        assert "<script" not in entry["html"]
        assert "<img" not in entry["html"]
    # Readers of RSS put descriptions into their pages as they are.
    read = feedparser.parse(content(client, "/feeds/all.rss"), sanitize_html=False)
    assert "<script" not in read.entries[0].summary
    assert "<img" not in read.entries[0].summary
    _is_in_the_news(client, words)


def _is_in_the_news(client: Client, words: str) -> None:
    answer = client.get("/sitemaps/news.xml")
    assert sitemaps.faults(answer.content, "desk.example.org") == []
    title = sitemaps.parsed(answer.content).findtext(f".//{sitemaps.NEWS}title")
    assert title == xml_text(words)
