"""What holds of the one spelling of an address, whatever is written."""

from urllib.parse import unquote, unquote_to_bytes

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sources.linkcheck.address import AddressError, follow, normalise_url, parse

quick = settings(max_examples=50, derandomize=True, deadline=None)

HOSTS = st.sampled_from(["example.org", "www.example.org", "exämple.test", "127.0.0.1", "[::1]"])
SCHEMES = st.sampled_from(["http", "https"])
USUAL = {"http": 80, "https": 443}
UNRESERVED = "abzABZ019-._~"
SEGMENT = st.text(UNRESERVED + "/:;,=&+$!'()*@ %éñ日\u200d", max_size=6)
ESCAPED = st.sampled_from(["%41", "%7e", "%2F", "%2f", "%2e", "%25", "%3F", "%C3%B1", "%e9", "%zz"])
PATHS = st.lists(SEGMENT | ESCAPED | st.sampled_from([".", "..", ""]), max_size=5).map("/".join)
NAMES = st.text("abAB01_[]-.", min_size=1, max_size=4)
VALUES = st.text(UNRESERVED + "/:+ %é?", max_size=5)
PARAMETERS = st.lists(st.tuples(NAMES, VALUES), max_size=4)
TRACKERS = st.sampled_from(
    ["utm_source=x", "UTM_Medium=y", "fbclid=1", "gclid", "mc_cid=a&mc_eid=b"]
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Write an address that is one."""
    query = "&".join("=".join(pair) for pair in draw(PARAMETERS))
    port = draw(st.sampled_from(["", ":80", ":443", ":8080"]))
    path = draw(PATHS)
    return f"{draw(SCHEMES)}://{draw(HOSTS)}{port}/{path}" + (f"?{query}" if query else "")


def normal(raw: str) -> str:
    try:
        return normalise_url(raw)
    except AddressError:
        assume(False)
        raise


@quick
@given(st.text(st.characters(codec=None), max_size=60) | addresses())
@example("http://example.org/\udc80")
@example("\ud800")
@example("http://[" * 50)
@example("http://example.org/" + "%" * 200)
@example("http://xn--/")
@example("http://xn--a.example.org:99999999999999999999999/")
@example("http://\u0130.test/")
@example("http://example.org:\u0661/")
@example("http://" + "a." * 200)
@example("http://[::ffff:1.2.3.4%251]/")
def test_any_text_is_refused_or_normal_already(raw: str) -> None:
    for read in (normalise_url, lambda text: follow("http://example.org/a", text)):
        try:
            once = read(raw)
        except AddressError:
            continue
        assert once.isascii()
        assert parse(once).url == once
        assert read(once) == once


@quick
@given(addresses())
def test_one_spelling_is_its_own(raw: str) -> None:
    once = normal(raw)
    assert normalise_url(once) == once


@quick
@given(addresses())
def test_host_and_port_stay_what_they_are(raw: str) -> None:
    meant, watched = parse(raw), parse(normal(raw))
    assert (watched.scheme, watched.host, watched.port) == (meant.scheme, meant.host, meant.port)


@quick
@given(addresses())
@example("http://example.org/;")
def test_the_path_names_the_same_page(raw: str) -> None:
    """Only dot segments are resolved and only needless escapes undone."""
    meant, watched = parse(raw).path, parse(normal(raw)).path
    assert unquote_to_bytes(watched) == unquote_to_bytes(_resolved(meant))
    for kept in ("%2F", "%3F", "%23", "%25"):
        assert watched.count(kept) == _resolved(meant).upper().count(kept)


def _resolved(path: str) -> str:
    """Resolve dot segments (RFC 3986, 5.2.4), plainly."""
    done: list[str] = []
    *segments, last = path.split("/")[1:]
    for segment in segments:
        name = unquote(segment)
        if name == "..":
            done = done[:-1]
        elif name != ".":
            done.append(segment)
    if unquote(last) == "..":
        done = done[:-1]
    tail = "" if unquote(last) in {".", ".."} else last
    return "/" + "/".join([*done, tail])


@quick
@given(addresses(), TRACKERS)
def test_who_sent_the_reader_makes_no_difference(raw: str, tracker: str) -> None:
    assume(raw == raw.strip())
    joined = f"{raw}&{tracker}" if "?" in raw else f"{raw}?{tracker}"
    assert normal(joined) == normal(raw)


@quick
@given(SCHEMES, HOSTS, PATHS, PARAMETERS)
def test_the_order_of_other_names_makes_no_difference(
    scheme: str, host: str, path: str, parameters: list[tuple[str, str]]
) -> None:
    assume(len({name for name, _ in parameters}) == len(parameters))
    assume(not any(value.endswith(" ") for _, value in parameters))
    base = f"{scheme}://{host}/{path}".replace("?", "")
    there = "&".join("=".join(pair) for pair in parameters)
    back = "&".join("=".join(pair) for pair in reversed(parameters))
    assert normal(f"{base}?{there}") == normal(f"{base}?{back}")


@quick
@given(SCHEMES, HOSTS, PATHS, PARAMETERS)
def test_one_page_spelt_in_many_ways_is_watched_once(
    scheme: str, host: str, path: str, parameters: list[tuple[str, str]]
) -> None:
    query = "&".join("=".join(pair) for pair in parameters)
    plain = normal(f"{scheme}://{host}/{path}?{query}")
    variants = [
        f"{scheme.upper()}://{host.upper()}/{path}?{query}",
        f"{scheme}://{host}:{USUAL[scheme]}/{path}?{query}",
        f"{scheme}://{host}:/{path}?{query}",
        f"{scheme}://{host}/{path}?{query}#part",
        f"{scheme}://{host}/./{path}?{query}",
        f"{scheme}://{host}/up/../{path}?{query}",
        f" {scheme}://{host}/{path}?{query}\n",
    ]
    assert [normal(variant) for variant in variants] == [plain] * len(variants)


@quick
@given(SCHEMES, HOSTS, st.text(UNRESERVED + "é日", min_size=1, max_size=8), PARAMETERS)
def test_escapes_in_capitals_or_not_and_needless_ones_make_no_difference(
    scheme: str, host: str, word: str, parameters: list[tuple[str, str]]
) -> None:
    assume(word not in {".", ".."})
    escaped = "".join(f"%{byte:02x}" for byte in word.encode())
    query = "&".join("=".join(pair) for pair in parameters)
    spelt = {normal(f"{scheme}://{host}/a{w}?{query}") for w in (word, escaped, escaped.upper())}
    assert len(spelt) == 1
