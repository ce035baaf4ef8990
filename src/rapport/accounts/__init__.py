"""Users, workspaces, memberships, roles, sessions and API tokens: ordinary Django models."""
