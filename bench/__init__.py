"""Measures Rapport over HTTP beside the same work as raw SQL, in the same run."""
