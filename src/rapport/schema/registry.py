"""The registry: every installed object by key and by plural, complete once Django's apps are ready."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rapport.kernel.errors import NotFound
from rapport.schema.object_type import ObjectType


@dataclass
class Registry:
    """Declarations register a builder; the descriptions are made when first asked for, after all are loaded."""

    _builders: dict[str, Callable[[], ObjectType]] = field(default_factory=dict)
    _made: dict[str, ObjectType] = field(default_factory=dict)

    def register(self, key: str, build: Callable[[], ObjectType]) -> None:
        """Take a declaration in; a second one of the same key is refused."""
        if key in self._builders:
            raise ValueError(f"Two objects are declared with the key {key!r}; give one another key.")
        self._builders[key] = build
        self._made.clear()

    def forget(self, key: str) -> None:
        """Take a declaration out again (tests declare objects of their own)."""
        self._builders.pop(key, None)
        self._made.clear()

    def objects(self) -> Mapping[str, ObjectType]:
        """All objects by key, in the order of their registration."""
        if len(self._made) != len(self._builders):
            self._made = {key: build() for key, build in self._builders.items()}
        return self._made

    def object(self, key: str) -> ObjectType:
        """One object; refuses an unknown key with a sentence."""
        found = self.objects().get(key)
        if found is None:
            known = ", ".join(self.objects())
            raise NotFound(
                _("There is no object “%(value)s”. The objects are: %(known)s.") % {"value": key[:60], "known": known}
            )
        return found

    def by_plural(self, plural: str) -> ObjectType:
        """One object by its plural, as in addresses."""
        for candidate in self.objects().values():
            if candidate.plural == plural:
                return candidate
        known = ", ".join(sorted(each.plural for each in self.objects().values()))
        raise NotFound(
            _("There is no list “%(plural)s”. There are: %(known)s.") % {"plural": plural[:60], "known": known}
        )


registry = Registry()
