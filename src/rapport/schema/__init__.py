"""The vocabulary of declarations: object types, field specs, shapes, views and the registry."""
