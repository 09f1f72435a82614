"""Second factors: codes of an authenticator app, and passkeys. The only importer of pyotp and webauthn."""
