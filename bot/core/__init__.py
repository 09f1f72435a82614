"""Values and decisions of the dialogue: no I/O, no clock, no await."""
