"""Addresses at which no portal lives: this machine, its network, and what else the internet does not route."""

import ipaddress


def is_private(address: str) -> bool:
    """Whether an IP address is none of the public internet's.

    >>> [is_private(ip) for ip in ("127.0.0.1", "169.254.169.254", "10.1.2.3", "::ffff:192.168.1.1", "103.10.66.1")]
    [True, True, True, True, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return not ip.is_global or ip.is_multicast


def is_written_private(host: str) -> bool:
    """Whether the written host is such an address; a name that resolves to one is not.

    >>> is_written_private("127.0.0.1"), is_written_private("localhost"), is_written_private("fajar.co.id")
    (True, True, False)
    """
    try:
        return is_private(host)
    except ValueError:
        return host == "localhost"
