"""Machine translation by servers of others or one's own; the only place that talks to them."""
