"""Photos and documents made safe to keep: what they really are is looked at, what they say besides is taken off."""
