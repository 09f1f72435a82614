"""The web desk: pages on which advisors work with tickets. They work without scripts; a small one keeps them fresh."""
