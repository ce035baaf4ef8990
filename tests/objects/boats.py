"""An object with a field of every type, as a developer would write it, and the same with one line more."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps

from tests.objects.declaring import APP

DECLARATION = '''
"""Boats."""

from rapport.fields.address import Address
from rapport.fields.checkbox import Checkbox
from rapport.fields.choice import Choice, MultiChoice, Option, Tags
from rapport.fields.computed import Computed, DaysSince, Share
from rapport.fields.date import Date, DateTime
from rapport.fields.email import Email
from rapport.fields.link import Link, Links
from rapport.fields.money import Money
from rapport.fields.number import Number, Percent, Rating
from rapport.fields.phone import Phone
from rapport.fields.stage import PipelineStage
from rapport.fields.team import TeamLink
from rapport.fields.text import LongText, Text
from rapport.fields.url import Url
from rapport.fields.user import UserLink
from rapport.records.declaration import Record
from rapport.schema.field_spec import Weight
from rapport.schema.shape import Import, Sharing, Table


class Boat(Record, key="boat", plural="boats"):
    """A boat somebody sails."""

    app_label = "sample"
    name = Text(required=True, search=Weight.A)
    log = LongText()
    email = Email()
    phone = Phone()
    site = Url()
    length = Number(min=0)
    share = Percent()
    price = Money(min=0)
    built_on = Date()
    seen_at = DateTime()
    insured = Checkbox()
    rig = Choice(Option("sloop", "Sloop"), Option("ketch", "Ketch"))
    uses = MultiChoice(Option("race", "Race"), Option("cruise", "Cruise"))
    labels = Tags()
    stars = Rating()
    harbour = Address()
    keeper = UserLink(default=UserLink.ME)
    fleet = TeamLink(default=TeamLink.MINE)
    yard = Link("company", back="Boats built")
    crew = Links("person", back="Sails on")
    stage = PipelineStage("sales")
    worth = Computed(Share("price", percent="stage.probability"))
    idle = Computed(DaysSince("seen_at"))
    # one line more

    class Shape:
        title = "name"
        table = Table("name", "length", "price", "stage", sort="-price")
        imports = Import(match_on=("name",))
        sharing = Sharing(owner="keeper")
'''
ADDED = "sail_number"
LINE = '    sail_number = Text(search=Weight.B, help="As written on the sail.", synonyms=("sail no",))'


def boat(folder: Path, *, line: bool) -> ModuleType:
    """The module, loaded from a file as any other."""
    file = folder / f"boat_with{'' if line else 'out'}.py"
    file.write_text(DECLARATION.replace("    # one line more", LINE) if line else DECLARATION)
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def pair_models() -> list[Any]:
    """The tables of pairs that were declared with it."""
    return [model for name, model in apps.all_models[APP].items() if name.endswith("pair")]
