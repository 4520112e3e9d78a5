"""The platform as a WSGI application: what hub/operations/front.py calls when a request is there, body and all.

Another server must read bodies whole before it calls: Django takes half a body for the whole.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coryphee.hub.settings")

application = get_wsgi_application()
