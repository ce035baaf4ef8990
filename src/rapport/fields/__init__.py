"""Field types: one file for each, holding the words of declarations and what the kind can do."""
