"""The objects of Rapport, one folder each: the declaration, its rules and its actions. They never import each other."""
