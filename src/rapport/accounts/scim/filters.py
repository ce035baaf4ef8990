"""A SCIM filter as a condition of the database. The grammar and the check of names and types are scim2-models'."""

from typing import Any
from unicodedata import normalize
from uuid import UUID

from django.db.models import CharField, Exists, Q
from django.db.models.functions import Cast
from django.db.models.lookups import (
    Contains,
    EndsWith,
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    IsNull,
    LessThan,
    LessThanOrEqual,
    StartsWith,
)
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from scim2_models import InvalidFilterException
from scim2_models.path import (
    AttrPath,
    CompareOperator,
    Comparison,
    FilterNode,
    FilterVisitor,
    LogicalExpr,
    LogicalOperator,
    Not,
    Present,
    ValuePath,
)

from rapport.accounts.scim.columns import FALSE, Column, Columns, Rows

MOST_COMPARISONS = 100
NO_COLUMNS: Columns = {}
NOTHING = Q(FALSE)
LOOKUPS = {
    CompareOperator.eq: Exact,
    CompareOperator.co: Contains,
    CompareOperator.sw: StartsWith,
    CompareOperator.ew: EndsWith,
    CompareOperator.gt: GreaterThan,
    CompareOperator.ge: GreaterThanOrEqual,
    CompareOperator.lt: LessThan,
    CompareOperator.le: LessThanOrEqual,
}
WITHIN = {CompareOperator.co, CompareOperator.sw, CompareOperator.ew}


class Conditions(FilterVisitor[Q]):
    """Walks a filter. Every condition is true or false, never unknown, so that `not` turns it around.

    Where resources of several kinds are searched, `elsewhere` has the attributes of the others: what is compared of
    those is false for this kind.
    """

    def __init__(self, columns: Columns, elsewhere: Columns = NO_COLUMNS) -> None:
        self.columns, self.elsewhere = columns, elsewhere
        self.comparisons = 0

    def visit(self, node: FilterNode) -> Q:
        """One node; counts those that cost the database something."""
        if isinstance(node, (Comparison, Present)):
            self.comparisons += 1
        if self.comparisons > MOST_COMPARISONS:
            raise InvalidFilterException(detail=_("This filter compares too much. Use at most 100 comparisons."))
        try:
            return super().visit(node)
        except InvalidFilterException:
            if isinstance(node, (Comparison, Present, ValuePath)) and node.attr_path.attr.lower() in self.elsewhere:
                return NOTHING
            raise

    def visit_logical_expr(self, node: LogicalExpr) -> Q:
        """Several conditions together."""
        parts = [self.visit(term) for term in node.terms]
        return Q(*parts, _connector=Q.AND if node.op == LogicalOperator.and_ else Q.OR)

    def visit_not(self, node: Not) -> Q:
        """The opposite."""
        return ~self.visit(node.expr)

    def visit_value_path(self, node: ValuePath) -> Q:
        """One of several values fits the whole inner filter."""
        found = self.column(node.attr_path)
        if not isinstance(found, Rows):
            raise unknown(node.attr_path)
        inner = Conditions(found.columns)
        inner.comparisons = self.comparisons
        fits = inner.visit(node.val_filter)
        self.comparisons = inner.comparisons
        return Q(Exists(found.rows.filter(fits)))

    def visit_present(self, node: Present) -> Q:
        """There is a value; of what has parts, in one of them."""
        head = named(node.attr_path)
        parts = [self.columns[key] for key in self.columns if key.startswith(f"{head}.")]
        if parts:
            return Q(*(present(part) for part in parts if isinstance(part, Column)), _connector=Q.OR)
        found = self.column(node.attr_path)
        if isinstance(found, Column):
            return present(found)
        fits = present(self.part(found, node.attr_path)) if node.attr_path.sub_attr else Q()
        return Q(Exists(found.rows.filter(fits)))

    def visit_comparison(self, node: Comparison) -> Q:
        """One comparison; of several values one has to fit, and for `ne` none may be equal."""
        if node.op == CompareOperator.ne:
            return ~self.visit_comparison(Comparison(node.attr_path, CompareOperator.eq, node.value))
        found = self.column(node.attr_path)
        if isinstance(found, Column):
            return compared(found, node.op, node.value)
        column = self.part(found, node.attr_path)
        if node.value is None and node.op == CompareOperator.eq:
            return ~Q(Exists(found.rows)) | Q(Exists(found.rows.filter(~present(column))))
        return Q(Exists(found.rows.filter(compared(column, node.op, node.value))))

    def column(self, path: AttrPath) -> Column | Rows:
        """Where the attribute stands. Raises `InvalidFilterException` for one that cannot be filtered by."""
        head = path.attr.lower()
        found = self.columns.get(named(path)) or self.columns.get(head)
        if found is None or (isinstance(found, Column) and path.sub_attr and head in self.columns):
            raise unknown(path)
        return found

    @staticmethod
    def part(rows: Rows, path: AttrPath) -> Column:
        """The part of a value that is compared: `value` unless another is named."""
        found = rows.columns.get((path.sub_attr or "value").lower())
        if found is None:
            raise unknown(path)
        return found


def compared(column: Column, op: CompareOperator, value: Any) -> Q:
    """One value against one column."""
    if value is None:
        return Q(IsNull(column.value, True)) if op == CompareOperator.eq else NOTHING  # noqa: FBT003 - Django's way
    target = column.value
    if column.kind == "flag":
        return Q(Exact(target, str(value).lower() == "true")) & present(column)
    if column.kind == "moment":
        wanted = None if op in WITHIN else parse_datetime(str(value))
        return Q(LOOKUPS[op](target, wanted)) if wanted and wanted.tzinfo else NOTHING
    if not isinstance(value, str) or not storable(value):
        return NOTHING
    if column.kind == "id":
        if op == CompareOperator.eq:
            found = id_of(value)
            return Q(Exact(target, found)) if found and str(found) == value else NOTHING
        target = Cast(target, CharField())
    return Q(LOOKUPS[op](target, folded(value) if column.kind == "folded" else normalize("NFC", value))) & present(
        column
    )


def folded(text: str) -> str:
    """The form in which texts are compared whose case means nothing."""
    return normalize("NFC", normalize("NFC", text).lower())


def present(column: Column) -> Q:
    """Whether there is a value."""
    return Q(IsNull(column.value, False))  # noqa: FBT003 - Django's way


def named(path: AttrPath) -> str:
    """The attribute's name as columns are kept under."""
    return f"{path.attr}.{path.sub_attr}".lower() if path.sub_attr else path.attr.lower()


def id_of(text: str) -> UUID | None:
    """An id, or nothing for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def storable(text: str) -> bool:
    """Whether PostgreSQL could hold the text at all."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def unknown(path: AttrPath) -> InvalidFilterException:
    """The refusal of an attribute that cannot be filtered by."""
    detail = _("“%(name)s” cannot be filtered by. /Schemas lists the attributes.") % {"name": str(path)[:100]}
    return InvalidFilterException(detail=detail)
