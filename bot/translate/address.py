"""Where a translation server may stand: behind https, or on this machine."""

import ipaddress
from urllib.parse import urlsplit


def unsafe(address: str) -> str:
    """Return what is wrong with the address of a translation server, or nothing.

    What people write goes there, so plain http is for this machine only: localhost, an address of its own, or the name
    of a container beside Merit (which has no dot).
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "this is no web address"
    if parts.scheme not in {"http", "https"} or not host:
        return "write an address that begins with https://"
    if parts.username is not None or parts.query or parts.fragment:
        return "write the address without a name, a password, ? and #"
    if parts.scheme == "http" and not _is_here(host):
        return "write https://; http:// is only for a server on this machine, such as http://localhost:5000"
    return ""


def service_name(kind: str, address: str) -> str:
    """Return what a person is told about where their words go: the service, and the server if it is not its own."""
    called = {"deepl": "DeepL", "libretranslate": "LibreTranslate"}.get(kind, "")
    host = urlsplit(address).hostname or ""
    return f"{called} ({host})" if called and host else called


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rpartition(".")[2] == "localhost" or "." not in host
