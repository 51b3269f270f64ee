"""How the service is shipped, and what is checked before it is."""
