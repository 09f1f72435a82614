"""The network side: HTTP in, long polling, webhooks out, and the control addresses."""
