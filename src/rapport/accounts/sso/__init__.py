"""Single sign-on: connections to identity providers, proven domains, and what happens when somebody comes by one."""
