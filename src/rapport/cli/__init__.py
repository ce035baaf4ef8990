"""The `rapport` command: one file for each command, which calls one function below."""
