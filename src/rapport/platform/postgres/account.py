"""The system user of the embedded PostgreSQL: oneself, or one of its own when started by root, which it refuses."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import structlog

from rapport.platform.misconfigured import Misconfigured

NAME = "rapport-postgres"
FALLBACK = "nobody"
log = structlog.get_logger("postgres")


@dataclass(frozen=True, slots=True)
class SystemUser:
    """Whose processes and files the embedded PostgreSQL's are; None stands for oneself."""

    uid: int | None = None
    gid: int | None = None

    def process(self) -> dict[str, int | list[int]]:
        """The words of `subprocess.Popen` that start a process as this user."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Makes the folder, which only this user may enter."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
            folder.parent.chmod(stat.S_IMODE(folder.parent.stat().st_mode) | stat.S_IXOTH)
            open_way(folder.parent.parent)


def system_user() -> SystemUser:
    """Oneself; for root the user `rapport-postgres`, which is made when missing."""
    if os.geteuid() != 0:
        return SystemUser()
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = made_user()
    return SystemUser(entry.pw_uid, entry.pw_gid)


def made_user() -> pwd.struct_passwd:
    """A new system user, or `nobody` where none can be made."""
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "--user-group", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(NAME)
    except (OSError, subprocess.CalledProcessError, KeyError):
        return pwd.getpwnam(FALLBACK)


def open_way(folder: Path) -> None:
    """Lets other users pass through the folder and all above it, as root; passing shows no list of files."""
    for step in (folder, *folder.parents):
        mode = step.stat().st_mode
        if mode & stat.S_IXOTH:
            continue
        try:
            step.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
        except OSError as error:
            raise Misconfigured(
                f"PostgreSQL does not run as root, and its user cannot pass through {step}. "
                "Choose another RAPPORT_DATA_DIR, or start Rapport as an ordinary user."
            ) from error
        log.warning("other users may pass through this folder now", folder=str(step))
