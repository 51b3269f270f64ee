"""Date expressions: what a rule read, before it is known on which day it was said."""
