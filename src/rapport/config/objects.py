"""The objects that are installed: one line registers one object."""

OBJECTS = [
    "rapport.objects.company",
    "rapport.objects.person",
    "rapport.objects.deal",
]
