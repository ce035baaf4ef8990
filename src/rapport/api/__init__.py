"""HTTP, version 1: one table of routes over the doors and features; names no object."""
