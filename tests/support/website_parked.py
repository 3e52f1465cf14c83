"""Domains whose owner is gone: the looks of several sellers, registrars and advertisers."""

from collections.abc import Sequence

ADS = (
    "Car Insurance Quotes",
    "Online Degrees",
    "Cheap Flights",
    "Credit Report",
    "Work From Home",
    "Dental Implants",
)


def _ads(links: Sequence[str] = ADS) -> str:
    return "".join(f"<li><a href='/search?q={link}'>{link}</a></li>" for link in links)


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


LOOKS = {
    "for sale, with a price": _page(
        "{host} is for sale",
        "<h1>{host}</h1><p>The domain name {host} is for sale!</p><p>Buy now for $2,495 or make "
        "an offer.</p><form><input name=email><button>Get a price in less than 24 hours</button>"
        "</form><p>Safe and secure transfer. Trusted by buyers worldwide.</p>",
    ),
    "may be for sale, with advertisements": _page(
        "{host}",
        f"<h1>{{host}}</h1><h2>Related searches:</h2><ul>{_ads()}</ul><p>This domain may be for "
        "sale by its owner!</p><p>The sponsored listings displayed above are served automatically "
        "by a third party. Neither the service provider nor the domain owner maintain any "
        "relationship with the advertisers.</p>",
    ),
    "registrar's page": _page(
        "{host} - Registered domain",
        "<h1>{host}</h1><p>This domain has recently been registered. It is parked free, courtesy "
        "of its registrar.</p><p>Is this your domain? Log in to add hosting, email and more.</p>",
    ),
    "auction": _page(
        "{host} at auction",
        "<h1>{host}</h1><p>This premium domain is available for purchase.</p><p>Make an offer on "
        "this domain</p><ul><li>Instant ownership transfer</li><li>Buyer protection</li></ul>",
    ),
    "expired": _page(
        "{host} has expired",
        "<h1>This domain has expired</h1><p>If you are the owner of {host}, contact your "
        "registration service provider to renew it. </p>",
    ),
    "German seller": _page(
        "{host} steht zum Verkauf",
        "<h1>{host}</h1><p>Diese Domain steht zum Verkauf. Die Domain {host} wird von ihrem "
        "Inhaber zum Kauf angeboten.</p><p>Jetzt Angebot abgeben</p>",
    ),
    "Spanish seller": _page(
        "{host}",
        "<h1>{host}</h1><p>Este dominio está a la venta. Haga una oferta por {host} hoy.</p>",
    ),
    "French seller": _page(
        "{host}",
        "<h1>{host}</h1><p>Ce nom de domaine est à vendre. Faites une offre pour {host}.</p>",
    ),
    "Russian seller": _page(
        "{host}", "<h1>{host}</h1><p>Этот домен продаётся. Купить домен {host} можно сейчас.</p>"
    ),
    "Chinese seller": _page("{host}", "<h1>{host}</h1><p>该域名正在出售,如需购买请联系我们。</p>"),
    "hoster's default page": _page(
        "Welcome to nginx!",
        "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully "
        "installed and working. Further configuration is required.</p><p><em>Thank you for using "
        "nginx.</em></p>",
    ),
    "account suspended": _page(
        "Account Suspended",
        "<h1>Account Suspended</h1><p>This Account has been suspended. Contact your hosting "
        "provider for more information.</p>",
    ),
    "script only": _page(
        "{host}",
        "<div id='target' style='opacity: 0'></div><script>window.park = 'eyJ1dWlkIjoi"
        "ZmQ0In0='</script><script src='/bkgTrLmDs.js'></script>",
        "<link rel='preconnect' href='https://www.google.com' crossorigin>",
    ),
}
"""Pages by what they are; `{host}` stands for the name."""
