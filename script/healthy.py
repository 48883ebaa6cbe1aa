"""For the container's health check: asks /health/ the way the reverse proxy would."""

import os
import sys
import urllib.error
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
request = urllib.request.Request(
    "http://127.0.0.1:8000/health/", headers={"Host": host, "X-Forwarded-Proto": "https"}
)
try:
    urllib.request.urlopen(request, timeout=8)
except (urllib.error.URLError, OSError) as error:
    sys.exit(f"/health/ says {error}")
