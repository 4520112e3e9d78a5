"""The platform as a WSGI application, for `coryphee serve` (hub/operations/web.py) or any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coryphee.hub.settings")

application = get_wsgi_application()
