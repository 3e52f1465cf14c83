from ipaddress import IPv6Network

import pytest

from sources.linkcheck.network import NetworkPolicy


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",  # noqa: S104 - not bound to, refused
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fd20:ce::254",
        "2001:20::1",
        "2001:4:112::1",
        "2620:4f:8000::1",
        "2a00:1450::5efe:10.0.0.1",
        "2a00:1450::200:5efe:7f00:1",
        "64:ff9b::10.0.0.1",
        "4000::1",
        "192.31.196.1",
        "192.52.193.1",
        "192.175.48.1",
        "192.0.0.8",
        "198.19.255.255",
        "169.254.42.42",
        "239.255.255.255",
        "ff02::1",
        "not an address",
    ],
)
def test_an_address_inside_is_refused_in_words(ip: str) -> None:
    reason = NetworkPolicy().refusal(ip, 443)
    assert reason is not None
    assert ip in reason


@pytest.mark.parametrize(
    "ip",
    [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "169.253.255.255",
        "198.17.255.255",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2a00:1450:4001::1",
        "2a00:1450::5efe:8.8.8.8",
    ],
)
def test_an_address_on_the_public_internet_is_allowed(ip: str) -> None:
    assert NetworkPolicy().refusal(ip, 443) is None


def test_a_named_network_opens_itself_and_nothing_else() -> None:
    policy = NetworkPolicy.opening(["127.0.0.0/29"], [8080])
    assert policy.refusal("127.0.0.7", 8080) is None
    assert policy.refusal("::ffff:127.0.0.7", 80) is None
    assert policy.refusal("127.0.0.8", 8080) is not None
    assert policy.refusal("10.0.0.1", 8080) is not None


@pytest.mark.parametrize(
    ("prefix", "inside"),
    [  # RFC 6052, 2.4, with other addresses
        ("2a01:db8::/32", "2a01:db8:{0}{1}:{2}{3}::"),
        ("2a01:db8:100::/40", "2a01:db8:1{0}:{1}{2}:{3}::"),
        ("2a01:db8:122::/48", "2a01:db8:122:{0}{1}:{2}:{3}00::"),
        ("2a01:db8:122:300::/56", "2a01:db8:122:3{0}:{1}:{2}{3}::"),
        ("2a01:db8:122:344::/64", "2a01:db8:122:344:{0}:{1}{2}:{3}00::"),
        ("2a01:db8:122:344::/96", "2a01:db8:122:344::{0}{1}:{2}{3}"),
        ("64:ff9b:1::/48", "64:ff9b:1:{0}{1}:{2}:{3}00::"),
    ],
)
@pytest.mark.parametrize(
    ("translated", "opens"),
    [("8.8.8.8", True), ("10.0.0.1", False), ("127.0.0.1", False), ("169.254.169.254", False)],
)
def test_under_a_prefix_of_our_own_it_is_the_address_inside_that_counts(
    prefix: str, inside: str, translated: str, *, opens: bool
) -> None:
    ip = inside.format(*(f"{int(part):02x}" for part in translated.split(".")))
    policy = NetworkPolicy(nat64_prefixes=(IPv6Network(prefix),))
    assert (policy.refusal(ip, 443) is None) == opens
    assert policy.refusal("64:ff9b::7f00:1", 443) is not None
    assert policy.refusal("2a00:1450:4001::1", 443) is None


def test_a_prefix_under_which_nothing_can_be_translated_is_refused() -> None:
    with pytest.raises(ValueError, match="2a01:db8::/44 is no prefix of NAT64"):
        NetworkPolicy(nat64_prefixes=(IPv6Network("2a01:db8::/44"),))


def test_only_the_web_ports_and_the_named_ones_are_open() -> None:
    assert NetworkPolicy().refusal("8.8.8.8", 22) == "port 22 is not allowed"
    assert NetworkPolicy.opening(ports=[8080]).refusal("8.8.8.8", 8080) is None
    assert NetworkPolicy.opening(ports=[8080]).refusal("8.8.8.8", 443) is None


def test_a_network_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"10\.0\.0\.1/8"):
        NetworkPolicy.opening(["10.0.0.1/8"])


@pytest.mark.parametrize("ip", ["169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254"])
def test_metadata_opens_to_nobody_who_did_not_name_it(ip: str) -> None:
    around = NetworkPolicy.opening(["169.254.0.0/16", "fc00::/7"])
    named = NetworkPolicy.opening(["169.254.169.254/32", "fd00:ec2::254"])
    assert around.refusal(ip, 80) is not None
    assert named.refusal(ip, 80) is None
