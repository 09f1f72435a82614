"""Measures the search: on public sets beside others, on advice pages, on our own knowledge base, and what it costs."""
