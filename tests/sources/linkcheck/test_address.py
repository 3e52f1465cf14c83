import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from sources.linkcheck.address import AddressError, follow, host_key, normalise_url, parse


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("HTTPS://example.org:443/a", "https://example.org/a"),
        ("http://example.org:/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("  https://example.org/a \n", "https://example.org/a"),
        ("https://example.org/a\u200b", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/%7euser/%e9", "https://example.org/~user/%E9"),
        ("https://example.org/año?q=año", "https://example.org/a%C3%B1o?q=a%C3%B1o"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("https://example。org/", "https://example.org/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2"),
        ("https://example.org/?a=2&a=1", "https://example.org/?a=2&a=1"),
        ("https://example.org/?1234", "https://example.org/?1234"),
        ("https://example.org/?a=&b", "https://example.org/?a=&b"),
        ("https://example.org/?id=1&utm_source=x&fbclid=y", "https://example.org/?id=1"),
        ("https://example.org/?gclid=1", "https://example.org/"),
        ("https://example.org/?q=%c3%b1+o", "https://example.org/?q=%C3%B1+o"),
        ("http://foo_bar.example.org/", "http://foo_bar.example.org/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("http://[0:0:0:0:0:0:0:1]:8080/", "http://[::1]:8080/"),
        ("http://\uff11\uff12\uff17.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_an_address_has_one_spelling(raw: str, normal: str) -> None:
    assert normalise_url(raw) == normal
    assert normalise_url(normal) == normal


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "example.org/a",
        "//example.org/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "http:///a",
        "http:/example.org",
        "http:example.org",
        "http://",
        "http://.",
        "http://a..b/",
        "http://-a.org/",
        "http://ex ample.org/",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http:\\\\127.0.0.1/",
        "http://example.org/\x00",
        "http://example.org/\r\nHost: x",
        "http://exam\tple.org/",
        "http://example.org/\u2028",
        "http://example.org:0/",
        "http://example.org:99999/",
        "http://example.org:80x/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.1.5/",
        "http://256.0.0.1/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[::1]@example.org/",
        "http://[fe80::1%25eth0]/",
        "http://[127.0.0.1]/",
        "http://example.org\uff0fa/",
        "http://\u2100.org/",
        "http://" + "a" * 64 + ".org/",
        "http://example.org/" + "a" * 2_000,
    ],
)
def test_an_address_that_can_be_misread_is_refused_with_a_sentence(raw: str) -> None:
    with pytest.raises(AddressError, match=r"^The .*\.$"):
        normalise_url(raw)


@given(st.text(max_size=40), st.sampled_from(["http://", "https://", "http://example.org/", ""]))
def test_any_text_is_either_refused_or_normal_already(tail: str, head: str) -> None:
    try:
        normal = normalise_url(head + tail)
    except AddressError:
        return
    assert normalise_url(normal) == normal
    assert normal.isascii()


@given(st.text(max_size=30).map("http://".__add__) | st.text().map("http://example.org/".__add__))
def test_the_client_reads_the_same_host_and_port_as_we_do(raw: str) -> None:
    try:
        address = parse(raw)
    except AddressError:
        return
    client = URL(address.url, encoded=True)
    assert (client.raw_host, client.port) == (address.host, address.port)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://example.org/a", "example.org:443"),
        ("http://example.org/a", "example.org:80"),
        ("http://example.org:8080/a", "example.org:8080"),
        ("http://[::1]/", "[::1]:80"),
    ],
)
def test_a_server_is_named_by_host_and_port(url: str, key: str) -> None:
    assert host_key(url) == key


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("b", "https://example.org/dir/b"),
        ("/b?y=2&x=1&utm_source=s", "https://example.org/b?y=2&x=1&utm_source=s"),
        ("//example.net/b", "https://example.net/b"),
        ("?page=2", "https://example.org/dir/a?page=2"),
        ("/b#part", "https://example.org/b"),
        ("/año", "https://example.org/a%C3%B1o"),
        ("/a\udcf1o", "https://example.org/a%F1o"),
    ],
)
def test_a_redirect_is_resolved_without_touching_its_query(location: str, url: str) -> None:
    assert follow("https://example.org/dir/a", location) == url


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://a@b.test/", "http://127.1/"])
def test_a_redirect_is_vetted_like_any_address(location: str) -> None:
    with pytest.raises(AddressError):
        follow("https://example.org/", location)
