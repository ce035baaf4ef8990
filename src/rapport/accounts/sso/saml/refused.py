"""A message or a description of a provider that is not accepted, and why."""

from enum import StrEnum


class Reason(StrEnum):
    """The word for it in the audit log."""

    UNREADABLE = "unreadable"
    FORBIDDEN_XML = "forbidden_xml"
    STATUS = "status"
    ASSERTIONS = "assertions"
    ENCRYPTION = "encryption"
    SIGNATURE = "signature"
    ALGORITHM = "algorithm"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    DESTINATION = "destination"
    RECIPIENT = "recipient"
    REQUEST = "request"
    TIME = "time"
    SUBJECT = "subject"
    INVALID = "invalid"
    REPLAYED = "replayed"


class MessageRefused(Exception):  # noqa: N818 - what happened, which callers tell
    """`reason` is for the audit log; `detail` says more in the server's log and holds nothing that was claimed."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason, self.detail = reason, detail


class DescriptionRefused(Exception):  # noqa: N818 - as above
    """The provider's metadata cannot be used; the text is a sentence for the administrator."""
