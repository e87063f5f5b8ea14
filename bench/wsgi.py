"""The portal for gunicorn while it is measured: as zkreport.wsgi, with the benchmark's static files."""

import os

from django.core.wsgi import get_wsgi_application

from .environment import STATIC_ROOT, set_up

set_up(os.environ[STATIC_ROOT])
application = get_wsgi_application()
