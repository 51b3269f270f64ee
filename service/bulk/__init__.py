"""The same extraction over many transcripts: a batch, a folder, an archive.

``extract_many`` is the one function under ``POST /v1/extract/batch`` and ``onrecord bulk``; ``archive`` runs it on Dask.
"""

from service.bulk.records import extract_many

__all__ = ["extract_many"]
