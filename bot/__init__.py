"""Merit: a bot that helps refugees and asylum seekers use what they can do."""
