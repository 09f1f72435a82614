"""Content files: flows, answers, languages and translations become checked values, mistakes become findings."""
