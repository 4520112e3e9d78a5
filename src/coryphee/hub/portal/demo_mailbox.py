"""The e-mails that demo data would have sent. The page exists in demo data only."""

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

SHOWN = 100


@require_safe
def demo_mailbox(request: HttpRequest) -> HttpResponse:
    """Show the latest e-mails, newest first, whole."""
    if not settings.DEMO:
        raise Http404
    mails = apps.get_model("jobs", "DemoMail")  # by its name: the doors do not know each other
    return render(request, "portal/demo_mailbox.html", {"mails": mails.objects.order_by("-id")[:SHOWN]})
