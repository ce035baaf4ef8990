"""Commands run in this process, on this worker's database."""

from collections.abc import Callable
from importlib import import_module

import pytest
from typer.testing import CliRunner, Result

from rapport.cli.commands import COMMANDS
from rapport.cli.main import application
from tests.accounts.houses import House, house

Run = Callable[..., Result]


@pytest.fixture
def acme(transactional_db: None) -> House:
    return house("Acme", "olga@acme.test")


@pytest.fixture
def run(transactional_db: None) -> Run:
    """`run("token", "create", ...)`; a refusal is the result's exception."""

    def call(*words: str, typed: str = "") -> Result:
        command = next(one for one in COMMANDS if one.name == words[0])
        module = import_module(f"rapport.cli.{command.module}")
        return CliRunner().invoke(application(command, module), list(words), input=typed)

    return call
