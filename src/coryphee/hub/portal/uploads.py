"""Uploads end at the limit: Django itself has none for files."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


class SizeLimit(FileUploadHandler):
    """Stops reading a request whose declared or real size passes the limit; marks it (`request.upload_too_large`)."""

    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, str],  # noqa: N803  the name Django gives it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]] | None:
        """Refuse by the declared length before a byte of the body is read: neither field nor file is there then."""
        if content_length <= settings.MAXIMUM_REQUEST_SIZE:
            return None
        self._mark()
        return QueryDict(encoding=encoding or "utf-8"), MultiValueDict()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what really comes, file by file."""
        if start + len(raw_data) > settings.MAXIMUM_FILE_SIZE:
            self._mark()
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""

    def _mark(self) -> None:
        if self.request is not None:
            self.request.upload_too_large = True  # type: ignore[attr-defined]
