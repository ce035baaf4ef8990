"""The keys by which objects point at each other without importing each other."""

COMPANY = "company"
PERSON = "person"
DEAL = "deal"
