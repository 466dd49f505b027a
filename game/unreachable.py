"""Why the host of a class can't be reached, in words, and what can be done about it."""

from __future__ import annotations

import ssl
from socket import AF_INET, SOCK_DGRAM, gaierror, socket
from urllib.parse import urlsplit

from game.classroom.client import NoHost
from game.words import _

FORBIDDEN = 403


def why(failure: Exception | None, address: str) -> str:
    """What to tell of the last try; without a failure, nothing has come back yet."""
    parts = urlsplit(address)
    other = "http" if parts.scheme == "https" else "https"
    told = {"address": address, "host": parts.hostname, "other": f"{other}://{parts.netloc}"}
    return _words(failure, is_safe=parts.scheme == "https").format(**told, port=port_of(address))


def _words(failure: Exception | None, is_safe: bool) -> str:
    """With gaps for the address."""
    from websockets.exceptions import InvalidMessage, InvalidStatus

    if isinstance(failure, gaierror):
        return _(
            "No computer called {host} is known in this network. Is it spelled as your teacher "
            "shows it? An address in figures, such as 192.168.1.7:8642, always works."
        )
    if isinstance(failure, ssl.SSLCertVerificationError):
        return _(
            "{address} shows a certificate that this computer does not trust. Ask your teacher for "
            "the certificate, and begin with --trust and its file."
        )
    if isinstance(failure, ssl.SSLError):
        return _("{address} answers, but not by https. Try {other}.")
    if isinstance(failure, ConnectionRefusedError):
        return _(
            "The computer {host} is there, but no class is open at its port {port}. Has your "
            "teacher opened the class? Is the number behind the colon right?"
        )
    if isinstance(failure, InvalidStatus) and failure.response.status_code == FORBIDDEN:
        return _(
            "The host at {address} lets in only who is in its own network and calls it by the "
            "address that it shows. Are you in the same network as your teacher?"
        )
    hung_up = isinstance(failure, ConnectionResetError) or isinstance(
        failure.__cause__ if failure else None, EOFError
    )
    if hung_up and not is_safe:
        return _(
            "Something answers at {address}, but not by http. If your teacher's address begins "
            "with https, try {other}; else the number behind the colon may be wrong."
        )
    if isinstance(failure, InvalidStatus | InvalidMessage | NoHost):
        return _(
            "Something answers at {address}, but it is no class. Is the number behind the colon "
            "the one that your teacher shows?"
        )
    return _(
        "Nothing answers at {address}. Is that what your teacher shows? Is this computer in the "
        "same network, and not in one for guests? The firewall of the host may be shut, too."
    )


def port_of(address: str) -> int:
    """The one that is meant where none is named."""
    parts = urlsplit(address)
    return parts.port or (443 if parts.scheme == "https" else 80)


def has_network(address: str) -> bool:
    """Is there any way to that host? Nothing is sent to find out."""
    host = urlsplit(address).hostname or ""
    with socket(AF_INET, SOCK_DGRAM) as probe:
        try:
            probe.connect((host, 9))
        except gaierror:
            return True  # an unknown name is another fault
        except OSError:
            return False
    return True
