"""Speed, memory, growth and peers, as ratios within one run: ``python -m bench`` (quick), ``python -m bench --all``, ``python -m bench --hostile``."""
