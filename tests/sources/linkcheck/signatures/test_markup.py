from sources.linkcheck.signatures import markup


def test_marks_of_applications_and_ways_through_are_found_among_attributes() -> None:
    assert markup.is_application(b'<div class="a b" id="root"></div>')
    assert not markup.is_application(b'<div class="a" id="rooted"></div>')
    assert markup.has_way_through(b'<form class="x" action="/a" method="post">')
    assert not markup.has_way_through(b'<form action="/search"><p method="post">')


def test_a_tag_that_is_never_closed_ends_where_the_next_begins() -> None:
    assert not markup.is_application(b'<div <div <p>id="root"')
    assert not markup.is_application(b'<div <"id="root">')
    assert not markup.has_way_through(b'<form <br method="post">')
    assert not markup.asks_for_password(b'<input <br type="password">')


def test_only_what_is_written_for_readers_without_scripts_asks_for_scripts() -> None:
    assert markup.asks_for_scripts(b"<noscript><p>Enable JavaScript</p></noscript>")
    assert not markup.asks_for_scripts(b"<noscript><img src='/javascript.gif'></noscript>")
    assert not markup.asks_for_scripts(b"<noscript></noscript><p>JavaScript for beginners</p>")
    assert not markup.asks_for_scripts(b"<p>Enable JavaScript</p>")
