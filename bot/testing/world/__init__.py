"""What Telegram knows, without any network: users, chats, messages, files, waiting updates."""
