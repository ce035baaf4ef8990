"""SCIM 2.0: a directory keeps the members and groups of one workspace."""
