"""What each Bot API method does to the world; no network, nothing waits."""
