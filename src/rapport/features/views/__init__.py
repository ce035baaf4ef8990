"""Saved views: a list's filter, sort, columns and layout, kept as a tab."""
