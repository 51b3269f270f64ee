"""Who says it, and whom they credit: turns, speakers, sources and how a clause puts a fact forward."""
