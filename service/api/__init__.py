"""HTTP: the only folder that knows Flask, gunicorn, the clock and the environment."""
