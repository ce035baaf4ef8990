"""Which IP addresses are servers of the public internet: everything else is somebody's inner network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# IANA's registries of special-purpose addresses. Python's `is_global` follows them too, a release or two behind.
SPECIAL_IPV4 = [
    ip_network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # looks public, and is what Azure's machines ask about themselves
    )
]  # fmt: skip
UNICAST_IPV6 = ip_network("2000::/3")
# Teredo, benchmarks and overlays; documentation; 6to4, which hides an IPv4 address; documentation; a sinkhole.
SPECIAL_IPV6 = [ip_network(block) for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f::/32")]
# How a network without IPv4 reaches the rest: the last 32 bits are the IPv4 address.
NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether it is an ordinary address of the public internet, in the one way of writing it."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        return is_public_ipv6(found)
    return is_public_ipv4(found)


def is_public_ipv4(address: IPv4Address) -> bool:
    """Whether nothing special is to be reached there."""
    return address.is_global and not any(address in block for block in SPECIAL_IPV4)


def is_public_ipv6(address: IPv6Address) -> bool:
    """Whether nothing special is to be reached there, and no IPv4 address hides in it that is not public."""
    if address.scope_id is not None:
        return False
    if address in NAT64:
        return is_public_ipv4(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address.is_global and address in UNICAST_IPV6 and not any(address in block for block in SPECIAL_IPV6)
