from sources.linkcheck.signatures import hosts


def test_domain_sellers_are_known_with_their_subdomains() -> None:
    assert hosts.is_parking_host("www.sedo.com")
    assert not hosts.is_parking_host("notsedo.com")


def test_services_are_known_by_the_name_of_their_host() -> None:
    assert hosts.is_login_host("login.example.org")
    assert hosts.is_consent_host("consent.example.org")
    assert hosts.is_shortener("bit.ly")
    assert not hosts.is_login_host("example.org")
    assert not hosts.is_consent_host("www.example.org")
