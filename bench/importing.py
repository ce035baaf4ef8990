"""How fast a file becomes records: a CSV of people, through the API, with matching, history and search."""

import random
import time
from dataclasses import dataclass

from bench.client import Client
from rapport.objects.person.sample import FIRST_NAMES, SURNAMES, TITLES, plain

BOUNDARY = "----rapport-bench"
PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Imported:
    """Seconds of the run itself, from its start to its end."""

    rows: int
    created: int
    seconds: float

    @property
    def rate(self) -> float:
        """Rows a second."""
        return round(self.rows / self.seconds, 1)


def people_file(rows: int) -> bytes:
    """People nobody has yet, of some hundred companies."""
    chance = random.Random(rows + int(time.time()))
    lines = ["First name,Last name,Email,Phone,Job title,Company"]
    for number in range(rows):
        first, last = chance.choice(FIRST_NAMES), chance.choice(SURNAMES)
        email = f"{plain(first)}.{plain(last)}.{chance.getrandbits(40):x}@import.example"
        phone = f"+49 30 {chance.randint(10**6, 10**7)}"
        lines.append(f"{first},{last},{email},{phone},{chance.choice(TITLES)},Imported {number % 300} Ltd")
    return "\n".join(lines).encode()


def run_import(client: Client, rows: int) -> Imported:
    """Uploads, runs and waits."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="object"\r\n\r\nperson\r\n'.encode(),
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n'
        "Content-Type: text/csv\r\n\r\n".encode()
        + people_file(rows)
        + b"\r\n",
        f"--{BOUNDARY}--\r\n".encode(),
    ]
    path = "/api/v1/imports"
    request = client.request("POST", path, b"".join(parts), f"multipart/form-data; boundary={BOUNDARY}")
    status, head, _body = client.answer(request)
    if status != 201:
        raise RuntimeError(f"The import was refused: {_body[:300]!r}")
    place = next(line[10:].decode().strip() for line in head.split(b"\r\n") if line.lower().startswith(b"location:"))
    client.call("POST", f"{place}/run")
    began = time.monotonic()
    while True:
        found = client.call("GET", place)
        if found["state"] == "running" and not found["progress"]["done"]:
            began = time.monotonic()
        if found["state"] != "running":
            break
        if time.monotonic() - began > PATIENCE:
            raise RuntimeError("The import did not end.")
        time.sleep(0.1)
    if found["state"] != "done":
        raise RuntimeError(f"The import ended as {found['state']}: {found['failure']}")
    return Imported(found["summary"]["rows"], found["summary"]["created"], time.monotonic() - began)
