"""What every process needs alike when they do not share a data folder."""

from rapport.platform.secret_key import ENCRYPTION, SIGNING

# One web process seals and signs what a worker on another host must read; secrets of each data folder would part them.
NEEDED = (
    "RAPPORT_DATABASE_URL needs {name}, the same for every process: set it to what the file {file} in the data folder "
    "holds, if there is one, else to 32 random letters or more, and keep it."
)


def missing_secrets(*, keys: bool, secret: bool) -> list[str]:
    """A sentence for each that is not given."""
    given = {("RAPPORT_ENCRYPTION_KEYS", ENCRYPTION): keys, ("RAPPORT_SECRET_KEY", SIGNING): secret}
    return [NEEDED.format(name=name, file=file) for (name, file), there in given.items() if not there]
