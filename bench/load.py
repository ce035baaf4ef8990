"""Requests a second with several clients at once, from a process of its own."""

import multiprocessing
import threading
import time
from multiprocessing.connection import Connection

from bench.client import Client
from bench.timing import Timing, summed_up

CLIENTS = (1, 8, 32)
SECONDS = 6.0


def requests_per_second(port: int, cookies: dict[str, str], path: str, clients: int) -> tuple[float, Timing]:
    """As many as the clients get answered."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=run, args=(there, port, cookies, path, clients))
    process.start()
    rate, timing = here.recv()
    process.join()
    return rate, timing


def run(pipe: Connection, port: int, cookies: dict[str, str], path: str, clients: int) -> None:
    """The clients, each a thread that waits for one answer before it asks again."""
    taken: list[float] = []
    end = time.perf_counter() + SECONDS

    def one() -> None:
        client = Client(port, cookies)
        request, mine = client.request("GET", path), []
        while (began := time.perf_counter()) < end:
            status, _head, _body = client.answer(request)
            assert status == 200, status
            mine.append(time.perf_counter() - began)
        taken.extend(mine)

    threads = [threading.Thread(target=one) for _client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pipe.send((round(len(taken) / SECONDS, 1), summed_up(taken)))
