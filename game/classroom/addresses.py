"""Where a class is found on the local network, in figures and as a picture for cameras."""

from __future__ import annotations

import io
import ipaddress
import socket
from contextlib import suppress

# An address that is set aside for documentation: nothing is ever sent there, but the system says
# from which of its own addresses it would be.
NOWHERE = "192.0.2.1", 9
# What begins so is a network of programs and containers on one computer, where no student is.
WITHIN = ("br-", "docker", "podman", "vbox", "veth", "vethernet", "virbr", "vmnet", "vmware")


def local_addresses() -> list[str]:
    """This computer's addresses in local networks, the likeliest first; none of the open net."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(NOWHERE)
        found.append(probe.getsockname()[0])
    found += _of_adapters()  # a hotspot that leads nowhere else is on no route
    return [address for address in dict.fromkeys(found) if is_local(address)]


def _of_adapters() -> list[str]:
    """The addresses of all networks that this computer is in, those within itself last."""
    import ifaddr

    known: list[tuple[bool, str]] = []
    with suppress(OSError):
        for adapter in ifaddr.get_adapters():
            within = adapter.nice_name.lower().startswith(WITHIN)
            known += [(within, ip.ip) for ip in adapter.ips if isinstance(ip.ip, str)]
    return [address for _within, address in sorted(known, key=lambda each: each[0])]


def is_local(address: str) -> bool:
    """Is it in a local network, and not this computer alone?"""
    with suppress(ValueError):
        known = ipaddress.ip_address(address.partition("%")[0])
        return known.is_private and not known.is_loopback and not known.is_link_local
    return False


def is_own(address: str) -> bool:
    """Does it come from this very computer?"""
    with suppress(ValueError):
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    return False


def url(scheme: str, host: str, port: int) -> str:
    """The address to type."""
    shown = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{shown}" + ("" if port == usual else f":{port}")


def qr_svg(text: str) -> str:
    """A picture of the address for a page."""
    import segno

    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=8, border=4, xmldecl=False)
    return out.getvalue().decode()


def qr_text(text: str) -> str:
    """The same in a terminal, two rows of the picture in one of text."""
    import segno

    out = io.StringIO()
    segno.make(text, error="m").terminal(out=out, compact=True)
    return out.getvalue()
