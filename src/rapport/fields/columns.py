"""Django's columns as bases of ours. Their type parameters exist for the type checker alone."""

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Column = models.Field[Any, Any]
    TextColumn = models.TextField[Any, Any]
    DecimalColumn = models.DecimalField[Any, Any]
    SmallIntegerColumn = models.SmallIntegerField[Any, Any]
    UUIDColumn = models.UUIDField[Any, Any]
    DateColumn = models.DateField[Any, Any]
    DateTimeColumn = models.DateTimeField[Any, Any]
    BooleanColumn = models.BooleanField[Any, Any]
else:
    Column = models.Field
    TextColumn = models.TextField
    DecimalColumn = models.DecimalField
    SmallIntegerColumn = models.SmallIntegerField
    UUIDColumn = models.UUIDField
    DateColumn = models.DateField
    DateTimeColumn = models.DateTimeField
    BooleanColumn = models.BooleanField
