"""`rapport demo`."""


def make_when_empty() -> None:
    """Nothing yet."""
