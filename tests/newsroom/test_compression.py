import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom import compression

TEXT = b"<p>The harbour moved more than 17,000 tons of grain in May.</p>" * 20


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("GZIP", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0.000, br; q=0.0", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_coding_a_client_reads_is_chosen(header: str, kind: str) -> None:
    request = RequestFactory().get("/", headers={"accept-encoding": header})
    assert compression.accepted(request) == kind


def test_a_compressed_body_is_smaller_and_says_the_same() -> None:
    assert brotli.decompress(compression.compressed(TEXT, "br")) == TEXT
    assert gzip.decompress(compression.compressed(TEXT, "gzip")) == TEXT
    assert compression.compressed(TEXT, "") == TEXT
    assert all(len(compression.compressed(TEXT, kind)) < 200 for kind in compression.KINDS)
    assert compression.compressed(TEXT, "gzip") == compression.compressed(TEXT, "gzip")


def test_pictures_and_what_is_compressed_already_are_left_alone() -> None:
    assert compression.is_worth_it(HttpResponse(TEXT))
    assert not compression.is_worth_it(HttpResponse(TEXT, content_type="image/png"))
    assert not compression.is_worth_it(HttpResponse(TEXT, headers={"Content-Encoding": "gzip"}))
