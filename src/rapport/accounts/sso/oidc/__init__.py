"""OpenID Connect: what a provider publishes, the way there and back, its tokens, and its word that somebody left."""
