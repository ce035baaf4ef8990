"""Exporting: the records of a view as a CSV or XLSX file, streamed."""
