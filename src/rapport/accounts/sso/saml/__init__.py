"""SAML 2.0: how a provider's answer becomes a sign-in, and what a connection by SAML knows."""
