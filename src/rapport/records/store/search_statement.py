"""Search in one statement: whole words first, then beginnings, then any part of an email or phone.

Each branch stops after a bounded number of candidates, so that a word that a tenth of all records have costs no more
than a rare one; the branches are apart because an OR over two indexes would read everything. Who sees only what is
theirs asks for the words of whose it is too; what is shared with them is few, and looked at one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapport.access.fields import hidden_fields
from rapport.access.grounds import EVERYTHING, Ground, grounds
from rapport.fields.text import like_pattern
from rapport.kernel.context import Context
from rapport.records.store.scope import Columns, gate_of, reader_params, scope_sql, shared_sql
from rapport.records.store.search_entries import LEADS, LONGEST_WORD, contact_part, tag, whose, worded, words_of
from rapport.records.store.statement import WORKSPACE, Statement
from rapport.schema.fragments import Params, Source
from rapport.schema.object_type import ObjectType

CANDIDATES = 200
MOST_WORDS = 8
SHORTEST_PART = 3
ENTRY = Columns("e.record_id", "e.owner_id", "e.team_id", "e.private")
BEGINS = r"\m"  # where a word begins, in a regular expression of PostgreSQL
WEIGHTS = "{0.1, 0.2, 0.4, 1.0}"


def search_statement(context: Context, objects: Mapping[str, ObjectType], text: str, limit: int) -> Statement | None:
    """`(object, id, title, subtitle JSON)`, best first; None when the text has no word or the reader no object."""
    words = [word for word in words_of(text) if len(word) <= LONGEST_WORD][:MOST_WORDS]
    params = reader_params(context)
    scope = scope_of(context, objects, words, params)
    if not words or scope is None:
        return None
    mark = tag(context.workspace_id)
    begun = " & ".join(f"'{mark}{word}':*" for word in words)
    query = params.add(begun)
    leading = params.add(f"'{mark}{LEADS}{words[0]}':* & {begun}")
    reader = Reader(scope, params, whose_words(context, objects, mark), shares=context.shared)
    branches = [
        reader.having(0, " & ".join(f"'{mark}{word}'" for word in words)),
        reader.having(1, f"'{mark}{LEADS}{words[0]}':* & {begun}"),
        "(SELECT * FROM begun)",
    ]
    part = contact_part(text)
    if len(part) >= SHORTEST_PART:
        # Looking into contacts costs most and ranks last: only where words did not fill the answer.
        branches.append(
            reader.with_contact(2, params.add(f"%{like_pattern(part)}%"), f"(SELECT count(*) FROM begun) < {limit:d}")
        )
    candidates = " UNION ALL ".join(branches)
    picked = (
        f"SELECT c.object, c.record_id, c.title, min(c.tier) AS tier,"
        f" max(ts_rank('{WEIGHTS}', c.words, {query}::tsquery)) AS rank,"
        f" bool_or(c.words @@ {leading}::tsquery) AS leads"
        f" FROM ({candidates}) c GROUP BY c.object, c.record_id, c.title"
        f" ORDER BY tier, leads DESC, rank DESC, length(c.title), c.record_id LIMIT {limit:d}"
    )
    subtitles, joins = subtitle_parts(context, objects)
    text = (
        f"WITH begun AS MATERIALIZED ({reader.having(1, begun)})"
        f" SELECT p.object, p.record_id, p.title, {subtitles}"
        f" FROM ({picked}) p{joins} ORDER BY p.tier, p.leads DESC, p.rank DESC, length(p.title), p.record_id"
    )
    return Statement(text, params.values)


@dataclass(frozen=True, slots=True)
class Reader:
    """What the branches of one reader have in common; `whose` is None for who may see records of anybody."""

    scope: str
    params: Params
    whose: str | None
    shares: bool

    def having(self, tier: int, query: str) -> str:
        """Entries with these words."""
        whole = f"e.words @@ {self.params.add(query)}::tsquery"
        if self.whose is None:
            return branch(tier, whole, self.scope)
        narrowed = branch(tier, f"e.words @@ {self.params.add(f'({query}) & {self.whose}')}::tsquery", self.scope)
        return self.with_shares(narrowed, tier, whole)

    def with_contact(self, tier: int, part: str, wanted: str) -> str:
        """Entries with this part of an email or phone."""
        whole = f"{wanted} AND e.contacts <> '' AND e.contacts LIKE {part}"
        if self.whose is None:
            return branch(tier, whole, self.scope)
        narrowed = branch(tier, f"{whole} AND e.words @@ {self.params.add(self.whose)}::tsquery", self.scope)
        return self.with_shares(narrowed, tier, whole)

    def with_shares(self, narrowed: str, tier: int, condition: str) -> str:
        """And those among what is shared with the reader."""
        if not self.shares:
            return narrowed
        # OFFSET keeps the planner from looking for the words first.
        entries = (
            f"({shared_sql()}) s CROSS JOIN LATERAL (SELECT * FROM search_entry e"
            f" WHERE e.workspace_id = {WORKSPACE} AND e.record_id = s.record_id OFFSET 0) e"
        )
        return f"{narrowed} UNION ALL {branch(tier, condition, self.scope, entries)}"


def whose_words(context: Context, objects: Mapping[str, ObjectType], mark: str) -> str | None:
    """The words of whose entries the reader sees as a tsquery; None where some object is not seen by them alone."""
    kinds = {ground.kind for each in objects.values() for ground in grounds(context, "view", each)}
    if "all" in kinds or context.user_id is None:
        return None
    teams = context.teams
    among = {context.user_id, *(teams.members if "team" in kinds else ()), *(teams.below if "team" in kinds else ())}
    return f"({' | '.join(sorted(whose(mark, each) for each in among))})"


def branch(tier: int, condition: str, scope: str, entries: str = "search_entry e") -> str:
    """One way of finding candidates."""
    return (
        f"(SELECT {tier} AS tier, e.object, e.record_id, e.title, e.words FROM {entries}"
        f" WHERE e.workspace_id = {WORKSPACE} AND {condition} AND {scope} LIMIT {CANDIDATES})"
    )


def scope_of(context: Context, objects: Mapping[str, ObjectType], words: Sequence[str], params: Params) -> str | None:
    """Which entries the reader sees: the objects that they see on the same grounds share one condition.

    An entry does not say which field a word comes from. Where the reader does not see all of them, the title decides.
    """
    alike: dict[tuple[tuple[Ground, ...], bool], list[str]] = {}
    for key, object_type in objects.items():
        found = grounds(context, "view", object_type)
        partly = not hidden_fields(context, object_type).isdisjoint(spec.key for spec in worded(object_type))
        if found:
            alike.setdefault((found, partly), []).append(key)
    parts = []
    for (found, partly), keys in alike.items():
        demands = [f"e.object = ANY({params.add(keys)}::text[])"]
        if found != EVERYTHING:
            demands.append(scope_sql(found, ENTRY))
        if partly:
            demands += [f"rapport_fold(e.title) ~ {params.add(BEGINS + word)}" for word in words]
        parts.append(f"({' AND '.join(demands)})")
    return f"({' OR '.join(parts)})" if parts else None


def subtitle_parts(context: Context, objects: Mapping[str, ObjectType]) -> tuple[str, str]:
    """SQL of each record's subtitle as JSON, and the joins it needs."""
    cases: list[str] = []
    joins: list[str] = []
    for at, object_type in enumerate(objects.values()):
        if not object_type.subtitle:
            continue
        spec = object_type.fields[object_type.subtitle]
        if spec.key in hidden_fields(context, object_type):
            continue
        source = Source(object_type.table, f"o{at}", WORKSPACE, gate=gate_of(context))
        source.prefix = f"o{at}j"
        shown = spec.type.select(spec, source)
        joins.append(
            f" LEFT JOIN {object_type.table} o{at} ON p.object = '{object_type.key}'"
            f" AND o{at}.workspace_id = {WORKSPACE} AND o{at}.id = p.record_id{source.join_clause()}"
        )
        cases.append(f"WHEN '{object_type.key}' THEN to_json({shown})")
    subtitle = f"CASE p.object {' '.join(cases)} END::text" if cases else "NULL"
    return subtitle, "".join(joins)


def shown_subtitle(object_type: ObjectType, value: Any) -> str:
    """A subtitle's JSON value as text."""
    if not object_type.subtitle or value is None:
        return ""
    spec = object_type.fields[object_type.subtitle]
    return spec.type.show(value, spec)
