"""The libraries that check signatures of XML: loaded when they are needed, and of builds that fit each other."""

from importlib import import_module

PROBLEM = (
    "Signatures of XML cannot be checked, so nobody can sign in by SAML: {error}. lxml and xmlsec have to be built "
    "with the same libxml2. Install both anew as requirements/app.txt says, both as wheels or both from source."
)


def signatures_problem() -> str:
    """What is wrong with them, as a sentence; empty when nothing is. Loads them."""
    try:
        import_module("lxml.etree")
        import_module("xmlsec")
    except Exception as error:  # noqa: BLE001 - the library has no class of its own for builds that do not fit
        return PROBLEM.format(error=str(error).strip().rstrip(".") or type(error).__name__)
    return ""
