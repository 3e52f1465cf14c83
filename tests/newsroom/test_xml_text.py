import sys

import pytest
from lxml import etree

from newsroom.xml_text import xml_text


@pytest.mark.parametrize(
    "text", ["", "plain", "a\tb\nc\r", "ñ é – “”", "👩‍👩‍👧", "قال", "\x7f\x85"]
)
def test_what_xml_can_hold_stays_as_it_is(text: str) -> None:
    assert xml_text(text) == text


@pytest.mark.parametrize("letter", ["\0", "\x01", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_forbids_becomes_a_space(letter: str) -> None:
    assert xml_text(f"a{letter}b") == "a b"


def test_it_agrees_with_an_xml_parser_about_every_character() -> None:
    for code in [*range(0x300), *range(0xD700, 0xE100), *range(0xFF00, 0x10100), sys.maxunicode]:
        letter = chr(code)
        assert (xml_text(letter) == letter) == _is_lawful(code), hex(code)


def _is_lawful(code: int) -> bool:
    try:
        etree.fromstring(f"<a>&#{code};</a>")
    except etree.XMLSyntaxError:
        return False
    return True
