"""How settings are written: several between commas, and what is wrong with one as a part of a sentence."""


def split(value: str) -> tuple[str, ...]:
    """The parts between commas."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def reason(message: str) -> str:
    """Pydantic's message, fit to follow a colon."""
    message = message.removeprefix("Value error, ").rstrip(".")
    return message[:1].lower() + message[1:]
