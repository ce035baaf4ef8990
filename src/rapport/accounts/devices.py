"""What a browser says of itself, in words a person knows: `Firefox on Linux`."""

from functools import lru_cache

from django.utils.translation import gettext as _
from ua_parser import parse

LONGEST = 300
PLAIN = {"Mobile Safari": "Safari", "Chrome Mobile": "Chrome", "Firefox Mobile": "Firefox", "Edge Mobile": "Edge"}


def describe(user_agent: str) -> str:
    """Browser and system, or device where it has a name; a program is named by itself."""
    browser, system = read(user_agent[:LONGEST])
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown device")


@lru_cache(maxsize=1024)
def read(user_agent: str) -> tuple[str, str]:
    """The names; few browsers serve all sessions, and reading one takes a millisecond."""
    found = parse(user_agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    device = found.device.model if found.device and found.device.brand else ""
    return PLAIN.get(browser, browser), device or system
