"""How a key is written: ``nk_``, eight letters that name it, and a secret of 256 bits.

Of the whole only the SHA-256 is kept. A slow hash would protect what people choose; this nobody
chose, and it is looked up with every request.
"""

import re
from hashlib import sha256
from secrets import token_hex

WRITTEN = re.compile("nk_([0-9a-f]{8})_[0-9a-f]{64}")
"""Also what is looked for, so that no log shows it."""


def new_prefix() -> str:
    """Return a name for a new key: eight hexadecimal digits."""
    return token_hex(4)


def new_secret(prefix: str) -> str:
    """Return a new key in full, as its partner sends it."""
    return f"nk_{prefix}_{token_hex(32)}"


def digest_of(secret: str) -> str:
    """Return what is kept of a key: its SHA-256 in hexadecimal digits."""
    return sha256(secret.encode()).hexdigest()


def prefix_of(secret: str) -> str | None:
    """Return the name a key says it has; None for what is not written as a key."""
    found = WRITTEN.fullmatch(secret)
    return found[1] if found else None


def hidden(text: str) -> str:
    """Return the text with the secret of each key in it left out."""
    return WRITTEN.sub(r"nk_\1_…", text)
