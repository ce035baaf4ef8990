"""OAuth 2.1 for apps of third parties: consent, tokens, and the documents that say where things are."""
