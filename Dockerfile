# Styles, scripts and fonts: Node builds them and stays behind.
FROM node:22-bookworm-slim AS frontend
WORKDIR /portal
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY script/frontend script/frontend
COPY static static
RUN npm run build

# Python packages, with hashes.
FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /portal --shell /usr/sbin/nologin portal
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ENVIRONMENT=production
WORKDIR /portal
COPY --from=packages /venv /venv
COPY . .
COPY --from=frontend /portal/static/build static/build
# Collecting reads the settings and no secret; these values are thrown away with this line.
RUN SECRET_KEY=building ALLOWED_HOSTS=building PUBLIC_URL=https://building EMAIL_HOST=building \
    DATABASE_URL=postgres://building/building REDIS_URL=redis://building \
    python manage.py collectstatic --no-input -v 0
USER portal
EXPOSE 8000
CMD ["gunicorn", "civilsociety.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--worker-class=gthread", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-"]
