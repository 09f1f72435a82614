"""Merit in a browser: the chat, and what operators ask a running Merit."""
