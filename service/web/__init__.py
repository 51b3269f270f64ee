"""The page at ``/``: paste a transcript, see who said which figure. Server-rendered; the script only makes it quicker to use.

The page is a caller of the API: its form becomes a request to ``/v1/extract`` within the same process, so keys, limits, deadlines
and metrics hold for it as for everybody.
"""

from service.web.views import blueprint, problem_page, problems_page

__all__ = ["blueprint", "problem_page", "problems_page"]
