"""Apps of third parties: who they are, what members let them do, and the codes and tokens that follow from it."""
