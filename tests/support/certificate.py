"""A certificate nobody vouches for."""

import shutil
import ssl
import subprocess
import tempfile
from pathlib import Path


def server_tls() -> ssl.SSLContext | None:
    """Make a server's side of TLS with a new certificate; None where there is no openssl."""
    openssl = shutil.which("openssl")
    if not openssl:
        return None
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        made = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=example.test"
        command = [
            openssl,
            "req",
            "-x509",
            *made.split(),
            "-keyout",
            str(key),
            "-out",
            str(certificate),
        ]
        subprocess.run(command, check=True, capture_output=True)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
    return tls
