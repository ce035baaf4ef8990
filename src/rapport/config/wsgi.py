"""What the web server calls."""

import os

import django

from rapport.platform.wsgi_handler import Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
django.setup(set_prefix=False)
application = Handler()
