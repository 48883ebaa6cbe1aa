"""The web server's entrance."""

import os

from django.core.wsgi import get_wsgi_application

from civilsociety import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

embedded.start()
application = get_wsgi_application()
