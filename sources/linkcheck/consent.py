"""Pages that show nothing but a request for consent: they stand before a page, not in its place."""

import re

from sources.linkcheck.page import Extracted

MOST_LETTERS = 2_500
"""A longer page says something else besides."""

SHARE = 0.5
"""So much of what can be read must be in lines about consent."""

_ABOUT = re.compile(
    r"cookie|kookie|consent|gdpr|\bdsgvo\b|accept all|privacy|"
    r"akzeptier|zustimm|einwillig|datenschutz|"
    r"consentement|confidentialit|tout accepter|accepter et|"
    r"consentimiento|privacidad|aceptar|consentimento|privacidade|aceitar|"
    r"consenso|accett|toestemming|akkoord|samtyck|samtykke|godkänn|"
    r"zgod[aęy]|ciasteczk|akceptuj|prywatno|souhlas|çerez|gizlilik|"
    r"куки|соглас|принять вс|конфиденциальн|згод|прийняти|"
    r"クッキー|プライバシー|隐私|隱私|쿠키|개인정보|"
    r"ملفات تعريف الارتباط|الخصوصية|עוגיות|פרטיות",
    re.IGNORECASE,
)


def is_only_consent(page: Extracted) -> bool:
    """Tell whether most of what a reader can see is about cookies and consent."""
    seen = page.visible_text or page.text or ""
    if not 0 < len(seen) <= MOST_LETTERS:
        return False
    lines = seen.split("\n")
    return sum(len(line) for line in lines if _ABOUT.search(line)) >= SHARE * len(seen)
