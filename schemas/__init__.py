"""The edge of the API: one marshmallow schema for each object of ``openapi.yaml``."""
