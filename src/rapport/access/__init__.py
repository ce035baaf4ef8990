"""Decides who may do what with which record, and explains it; the two doors apply it."""
