"""The audit log: what was done by whom, in a chain that shows every later change of it (docs/decisions/audit.md)."""
