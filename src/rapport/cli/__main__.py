"""`python -m rapport.cli`, for children of the supervisor."""

from rapport.cli.main import main

main()
