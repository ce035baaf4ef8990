"""The addresses of SCIM 2.0, outside the API of programs: a directory has its own form of errors and its own keys."""
