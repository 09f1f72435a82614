"""The bench: what a person's message costs, from the webhook to the answer, beside other bots."""
