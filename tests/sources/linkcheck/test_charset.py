import pytest

from sources.linkcheck.charset import decode_text

SPANISH = "El niño comió jamón en la plaza de España; después, el público salió mañana."
RUSSIAN = "Министерство сообщило во вторник, что число сотрудников сократилось."
JAPANESE = "これは日本語の文章です。人々は島を離れた。"


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (SPANISH, "utf-8", None),
        (SPANISH, "utf-8", "utf-8"),
        (SPANISH, "utf-8", "iso-8859-1"),
        (SPANISH, "utf-8", "nonsense"),
        (SPANISH, "utf-8-sig", "iso-8859-1"),
        (SPANISH, "utf-16", None),
        (SPANISH, "latin-1", "iso-8859-1"),
        (SPANISH, "latin-1", "utf-8"),
        (SPANISH, "latin-1", None),
        (SPANISH, "cp1252", None),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
    ],
)
def test_pages_are_read_whatever_their_label(
    text: str, encoding: str, declared: str | None
) -> None:
    assert decode_text(text.encode(encoding), declared) == text


def test_the_page_may_declare_its_encoding_itself() -> None:
    body = b'<meta charset="windows-1251"><p>' + RUSSIAN.encode("cp1251")
    assert decode_text(body, None).endswith(RUSSIAN)


def test_a_slip_does_not_change_the_encoding_and_nul_is_dropped() -> None:
    body = SPANISH.encode() + b"\xff\x00" + SPANISH.encode()
    assert decode_text(body, "utf-8") == f"{SPANISH}\ufffd{SPANISH}"


def test_a_last_character_cut_in_two_is_left_out() -> None:
    assert decode_text("mañana ñ".encode()[:-1], "utf-8") == "mañana "


@pytest.mark.parametrize("label", ["hex", "zlib", "punycode", "idna", "unicode_escape", "utf-7"])
def test_a_label_that_no_page_is_written_in_is_passed_over(label: str) -> None:
    page = f"<meta charset={label}>coffee".encode()
    assert decode_text(page, label).endswith("coffee")
