"""The demo workspace: believable records of every installed object, the same each time."""
