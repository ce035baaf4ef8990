"""Importing: a file of rows becomes records of one object, after a dry run, with an undo."""
