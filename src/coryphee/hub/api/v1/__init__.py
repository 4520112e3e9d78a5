"""API v1: deposit invoices, follow them, fetch them. Described by its OpenAPI page at /api/v1/docs."""

from coryphee.hub.api.v1.application import api

__all__ = ["api"]
