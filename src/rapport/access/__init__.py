"""Decides who may do what; no SQL of its own."""
