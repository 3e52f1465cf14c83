from sources.linkcheck.signatures import phrases
from sources.linkcheck.signatures.wording import has_few_words


def test_a_text_of_one_endless_word_is_not_a_short_one() -> None:
    assert has_few_words("Page not found")
    assert not has_few_words("a" * 100_000)
    assert not has_few_words("字" * 100_000)


def test_no_pattern_is_left_to_be_compiled_while_pages_are_fetched() -> None:
    compiled = (phrases.whole, phrases.opening, phrases.within, phrases.absent, phrases.number)
    phrases.compile_all()
    assert [pattern.cache_info().currsize for pattern in compiled] == [5, 2, 1, 1, 1]
