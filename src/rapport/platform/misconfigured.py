"""What stops a start: a sentence for the person who runs Rapport."""


class Misconfigured(Exception):  # noqa: N818 - read aloud it is the sentence's subject
    """A setting, a folder, a port or a database is not as it must be; the text says what to do."""
