"""Papers for a person's hand: the skills profile as a PDF in two languages."""
