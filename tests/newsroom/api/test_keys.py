from newsroom.api.keys import digest_of, hidden, new_prefix, new_secret, prefix_of


def test_a_key_says_its_name_and_has_256_bits_nobody_knows() -> None:
    prefix = new_prefix()
    one, other = new_secret(prefix), new_secret(prefix)
    assert prefix_of(one) == prefix
    assert len(bytes.fromhex(one.rpartition("_")[2])) == 32
    assert one != other
    assert digest_of(one) != digest_of(other)


def test_what_is_not_written_as_a_key_has_no_name() -> None:
    secret = new_secret("0123abcd")
    for text in ("", "nk_", secret[:-1], f"{secret}0", secret.upper(), f" {secret}", f"{secret}\n"):
        assert prefix_of(text) is None


def test_of_a_key_in_a_text_no_more_is_shown_than_its_name() -> None:
    secret = new_secret("0123abcd")
    assert hidden(f"?key={secret}&x, {secret}") == "?key=nk_0123abcd_…&x, nk_0123abcd_…"
