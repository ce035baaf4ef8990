"""The engine: declarations become tables, one door reads and one door writes."""
