"""A misspelt word of a declaration stops the start with the file and the line; a misspelt option cannot be written."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from rapport.fields.choice import Choice, MultiChoice, Option
from rapport.fields.declared import Declared
from rapport.fields.link import Link, Links
from rapport.fields.money import Money
from rapport.fields.number import Rating
from rapport.fields.stage import PipelineStage
from rapport.fields.text import Text
from rapport.fields.url import Url
from rapport.fields.user import UserLink
from rapport.platform.misconfigured import Misconfigured
from rapport.schema.checks import check_together
from rapport.schema.registry import registry
from tests.objects.declaring import declaring

SOUND = '''
"""A sound declaration."""

from rapport.fields.choice import Choice, Option
from rapport.fields.computed import Computed, DaysSince, Share
from rapport.fields.date import DateTime
from rapport.fields.link import Link, Links
from rapport.fields.money import Money
from rapport.fields.stage import PipelineStage
from rapport.fields.text import LongText, Text
from rapport.fields.user import UserLink
from rapport.records.declaration import Record
from rapport.schema.shape import Board, Import, PipelineSeed, Seed, Sharing, StageSeed, Table, View


class Boat(Record, key="boat", plural="boats"):
    """A boat."""

    app_label = "sample"
    name = Text(required=True)
    harbour = Text()
    yard = Link("boat", back="Built here")
    crew = Links("boat")
    keeper = UserLink()
    state = PipelineStage("refit")
    price = Money(min=0)
    rig = Choice(Option("sloop", "Sloop"), Option("ketch", "Ketch"))
    log = LongText()
    seen_at = DateTime()
    worth = Computed(Share("price", percent="state.probability"))
    idle = Computed(DaysSince("seen_at"))

    class Shape:
        title = "name"
        subtitle = "harbour"
        avatar_field = "yard"
        table = Table("name", "price", "keeper", sort="-price")
        facts = ("rig", "log")
        board = Board(lanes="state", card=("name", "keeper"), total="price", weighted="worth")
        views = (
            View("mine", "Mine", filter={"field": "keeper", "op": "eq", "value": "me"}, sort="harbour"),
            View("open", "Open", filter={"and": [{"field": "state.group", "op": "eq", "value": "open"}]}, layout="board"),
            View("sloops", "Sloops", filter={"not": {"field": "rig", "op": "in", "value": ["sloop"]}}),
        )
        imports = Import(match_on=("name", "harbour"))
        sharing = Sharing(owner="keeper")
        indexes = (("keeper", "price"),)
        seeds = (Seed("support", view="all"),)
        pipelines = (PipelineSeed("refit", "Refit", (StageSeed("Docked", "blue", required_fields=("log",)),)),)
'''
MISTAKES = [
    ('title = "name"', 'title = "nmae"', "no field 'nmae'; did you mean 'name'?"),
    ('title = "name"', 'title = "price"', "it must be text"),
    ('subtitle = "harbour"', 'subtitle = "harbor"', "did you mean 'harbour'?"),
    ('avatar_field = "yard"', 'avatar_field = "yart"', "no field 'yart'"),
    ('avatar_field = "yard"', 'avatar_field = "name"', "it must be link"),
    ('Table("name", "price", "keeper"', 'Table("name", "prize", "keeper"', "no field 'prize'; did you mean 'price'?"),
    ('sort="-price"', 'sort="-prize"', "no field 'prize'"),
    ('sort="-price"', 'sort="log"', "cannot be sorted by 'log'"),
    ('facts = ("rig", "log")', 'facts = ("rigg", "log")', "no field 'rigg'"),
    ('lanes="state"', 'lanes="status"', "no field 'status'; did you mean 'state'?"),
    ('lanes="state"', 'lanes="rig"', "it must be stage"),
    ('card=("name", "keeper")', 'card=("name", "kepeer")', "no field 'kepeer'"),
    ('total="price"', 'total="pirce"', "no field 'pirce'"),
    ('weighted="worth"', 'weighted="wroth"', "no field 'wroth'"),
    ('"field": "keeper", "op"', '"field": "keper", "op"', "no field 'keper'"),
    ('"field": "keeper", "op": "eq"', '"field": "keeper", "op": "equals"', "no operator"),
    ('"field": "keeper", "op": "eq"', '"field": "keeper", "op": "contains"', "cannot be filtered by 'contains'"),
    ('"field": "state.group"', '"field": "state.grup"', "no field 'state.grup'"),
    ('"value": ["sloop"]', '"value": ["slop"]', "none of the choices"),
    ('sort="harbour"', 'sort="harbor"', "no field 'harbor'"),
    ('match_on=("name", "harbour")', 'match_on=("name", "habour")', "no field 'habour'"),
    ('match_on=("name", "harbour")', 'match_on=("name", "yard")', "it must be email or number or phone or text or url"),
    ('owner="keeper"', 'owner="kepper"', "no field 'kepper'"),
    ('owner="keeper"', 'owner="name"', "it must be user"),
    ('indexes = (("keeper", "price"),)', 'indexes = (("keeper", "prise"),)', "no field 'prise'"),
    ('indexes = (("keeper", "price"),)', 'indexes = (("keeper", "worth"),)', "no column of its own"),
    ('Seed("support"', 'Seed("suport"', "no role 'suport'; did you mean 'support'?"),
    ('required_fields=("log",)', 'required_fields=("lgo",)', "no field 'lgo'"),
    ('yard = Link("boat"', 'yard = Link("baot"', "no object 'baot'; did you mean 'boat'?"),
    ('crew = Links("boat")', 'crew = Links("boot")', "no object 'boot'"),
    ('PipelineStage("refit")', 'PipelineStage("refti")', "no pipeline 'refti'"),
    ('Share("price"', 'Share("prize"', "no field 'prize'"),
    ('Share("price"', 'Share("rig"', "it must be money"),
    ('percent="state.probability"', 'percent="state.probabilty"', "no field 'state.probabilty'"),
    ('DaysSince("seen_at")', 'DaysSince("sen_at")', "no field 'sen_at'"),
    ("harbour = Text()", "order = Text()\n    harbour = Text()", "a reserved word of SQL"),
    ("harbour = Text()", "price_currency = Text()\n    harbour = Text()", "two fields have the column"),
    ('Option("ketch", "Ketch")', 'Option("ketch", "SLOOP")', "read the same"),
]  # fmt: skip


def load(folder: Path, text: str) -> ModuleType:
    file = folder / f"boat_{abs(hash(text))}.py"
    file.write_text(text)
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def test_a_sound_declaration_starts(tmp_path: Path) -> None:
    with declaring():
        load(tmp_path, SOUND)
        check_together(registry.objects())
        assert registry.object("boat").fields["worth"].kind == "computed"


def test_the_installed_declarations_are_sound() -> None:
    check_together(registry.objects())


@pytest.mark.parametrize(("right", "wrong", "sentence"), MISTAKES, ids=[mistake[1][:40] for mistake in MISTAKES])
def test_a_misspelt_word_stops_the_start(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    assert SOUND.count(right) == 1
    text = SOUND.replace(right, wrong)
    with declaring(), pytest.raises(Misconfigured) as stopped:
        load(tmp_path, text)
        check_together(registry.objects())
    said = str(stopped.value)
    assert sentence in said
    line = next(at for at, written in enumerate(text.splitlines(), 1) if wrong.splitlines()[0] in written)
    assert f".py:{line}: Boat." in said, said


@pytest.mark.parametrize(("right", "wrong"), [
    ('title = "name"', 'titel = "name"'), ('        title = "name"\n', ""), ("    class Shape:", "    class Shapes:"),
])  # fmt: skip
def test_a_misspelt_shape_stops_the_start(tmp_path: Path, right: str, wrong: str) -> None:
    with declaring(), pytest.raises(TypeError, match=r"Boat.*(no word|say title|no class Shape)"):
        load(tmp_path, SOUND.replace(right, wrong))


@pytest.mark.parametrize("write", [
    lambda: Text(lable="Name"), lambda: Text(maxlength=5), lambda: Money(minimum=0), lambda: Url(domian=True),
    lambda: Rating(maximum=3), lambda: Choice(Option("a", "A"), multiple=True), lambda: MultiChoice(max=2),
    lambda: Link("company", backs="x"), lambda: UserLink(target="x"), lambda: PipelineStage("sales", kind="x"),
    lambda: Links("person", max=3),
])  # fmt: skip
def test_a_misspelt_option_cannot_be_written(write: type[Declared]) -> None:
    with pytest.raises(TypeError, match=r"(has no option|unexpected keyword argument)"):
        write()


def test_the_refusal_of_an_option_names_the_right_one() -> None:
    with pytest.raises(TypeError, match=r"Text has no option 'lable'. Did you mean 'label'\?"):
        Text(lable="Name")
