"""What lists share: the page number of the address, and the ways to the neighbouring pages."""

from typing import Protocol

from django.http import HttpRequest

from coryphee.hub.portal.pieces import Paging

PAGE_SIZE = 25
LAST_PAGE = 1_000_000  # beyond it a page number is a mistake, and an offset too large for the database


class ListPage(Protocol):
    """A page of rows: `page` from 1, `pages` at least 1, `total` rows in all."""

    @property
    def page(self) -> int:
        """The page shown."""

    @property
    def pages(self) -> int:
        """How many there are."""

    @property
    def total(self) -> int:
        """Rows on all of them."""


def page_number(request: HttpRequest) -> int:
    """Return the page asked for in the address, 1 when it says nothing sensible."""
    written = request.GET.get("page", "1")
    return min(max(int(written), 1), LAST_PAGE) if written.isascii() and written.isdecimal() and len(written) < 9 else 1  # noqa: PLR2004


def paging(request: HttpRequest, page: ListPage, size: int = PAGE_SIZE) -> Paging:
    """Return where the page stands; the addresses keep every filter of the present one."""

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return Paging(
        first=min((page.page - 1) * size + 1, page.total),
        last=min(page.page * size, page.total),
        total=page.total,
        previous_url=url(page.page - 1) if page.page > 1 else "",
        next_url=url(page.page + 1) if page.page < page.pages else "",
    )
