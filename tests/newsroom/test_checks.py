import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import checks

ROOT = Path(__file__).parents[2]
READ = re.compile(r'(?:env\.\w+|named)\(\s*"([A-Z0-9_]+)"')


def test_every_setting_read_from_the_environment_is_known_to_the_checks() -> None:
    modules = (ROOT / "newsroom" / "settings").glob("*.py")
    read = {name for module in modules for name in READ.findall(module.read_text())}
    assert read
    assert read <= set(checks.SETTINGS)


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    table = (ROOT / "docs" / "operations.md").read_text()
    documented = re.findall(r"^\| `([A-Z0-9_]+)`", table, flags=re.MULTILINE)
    assert sorted(documented) == sorted(checks.SETTINGS)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DATABASE_URI", "DATABASE_URL"),
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
        ("LINKCHECK_ALLOWED_PORT", "LINKCHECK_ALLOWED_PORTS"),
    ],
)
def test_a_misspelled_setting_is_refused_with_the_name_that_was_meant(
    name: str, meant: str
) -> None:
    (error,) = checks.misspelled([name, "PATH", "HOME"])
    assert error.msg == f"{name} is not a setting."
    assert error.hint == f"Did you mean {meant}?"


def test_an_unknown_setting_with_our_prefix_is_refused() -> None:
    (error,) = checks.misspelled(["LINKCHECK_PATIENCE"])
    assert error.hint == "docs/operations.md lists them all."


def test_the_settings_themselves_and_the_environment_around_them_are_no_mistakes() -> None:
    around = ("PATH", "HOME", "LANG", "TZ", "HOSTNAME", "CI", "VIRTUAL_ENV", "PIP_CERT", "PORT")
    assert checks.misspelled([*checks.SETTINGS, *around]) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"LINKCHECK_PACE": "8640"},
        {"LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8"},
        {"DEBUG": "true"},
        {"BROKER_URL": "filesystem://localhost"},
    ],
)
def test_what_is_for_the_demo_is_refused_in_production_only(environment: dict[str, str]) -> None:
    assert len(checks.contradictions(environment, is_production=True)) == 1
    assert checks.contradictions(environment, is_production=False) == []


def test_a_migration_role_is_refused_where_nothing_uses_it() -> None:
    environment = {"MIGRATION_DATABASE_URL": "postgresql://owner@db/desk"}
    assert len(checks.contradictions(environment, is_production=False)) == 1
    assert checks.contradictions(environment, is_production=True) == []


def test_a_process_that_runs_no_checks_refuses_to_boot_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BROKER_URI", "redis://localhost")
    with pytest.raises(ImproperlyConfigured, match=r"BROKER_URI is not a setting\. Did you mean"):
        checks.refuse_mistakes()


@pytest.mark.parametrize(
    ("name", "value", "errors"),
    [
        ("ARCHIVE_URL", "", 0),
        ("ARCHIVE_URL", "https://web.archive.org/", 0),
        ("ARCHIVE_URL", "web.archive.org", 1),
        ("ARCHIVE_URL", "https://web.archive.org/web", 1),
        ("ARCHIVE_AVAILABILITY_URL", "https://archive.org/wayback/available", 0),
        ("ARCHIVE_AVAILABILITY_URL", "/wayback/available", 1),
    ],
)
def test_an_archive_is_named_by_a_whole_address(name: str, value: str, errors: int) -> None:
    assert len(checks.half_addresses({name: value})) == errors


def test_a_canary_that_is_no_address_is_refused_by_name() -> None:
    named = "https://example.org/, htps://example.com, example.net"
    errors = checks.mistyped_canaries({"LINKCHECK_CANARIES": named})
    assert [error.msg for error in errors] == [
        "LINKCHECK_CANARIES: “htps://example.com” is not an address.",
        "LINKCHECK_CANARIES: “example.net” is not an address.",
    ]


def test_a_prefix_of_nat64_that_is_none_is_refused_by_name() -> None:
    named = "2001:db8:64::/96, 10.0.0.0/8,2001:db8::/44,2001:db8::1/96"
    errors = checks.mistyped_prefixes({"LINKCHECK_NAT64_PREFIXES": named})
    assert [error.msg for error in errors] == [
        "LINKCHECK_NAT64_PREFIXES: “10.0.0.0/8” is no prefix of NAT64.",
        "LINKCHECK_NAT64_PREFIXES: “2001:db8::/44” is no prefix of NAT64.",
        "LINKCHECK_NAT64_PREFIXES: “2001:db8::1/96” is no prefix of NAT64.",
    ]


@pytest.mark.parametrize("named", ["", "2001:db8:64::/96", "64:ff9b:1::/48, 2001:db8::/32"])
def test_prefixes_of_nat64_are_networks_with_commas_between_them(named: str) -> None:
    assert checks.mistyped_prefixes({"LINKCHECK_NAT64_PREFIXES": named}) == []


@pytest.mark.parametrize("named", ["", "https://example.org", "https://a.test/x?y=1,http://b.test"])
def test_canaries_are_addresses_with_commas_between_them(named: str) -> None:
    assert checks.mistyped_canaries({"LINKCHECK_CANARIES": named}) == []
