"""The SQL of the engine. Only the doors come here."""
