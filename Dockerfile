# One image for web, worker, beat and the commands; docker-compose.yml says which of them a container is.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY ocop/launcher/uv.lock requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r uv.lock \
    && python -m venv /opt/ocop-env \
    && uv pip sync --python /opt/ocop-env/bin/python --require-hashes --compile-bytecode --no-cache requirements.lock

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-liberation2 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/ocop --create-home ocop
COPY --from=packages /opt/ocop-env /opt/ocop-env
ENV PATH=/opt/ocop-env/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=ocop.settings \
    OCOP_DATA=/var/lib/ocop \
    OCOP_STATIC_ROOT=/opt/ocop-static
WORKDIR /opt/ocop
COPY . .
# A throwaway key: collecting static files needs settings, not secrets.
RUN python -m compileall -q ocop programs products evaluations reporting \
    && OCOP_SECRET_KEY=build python manage.py collectstatic --noinput -v 0 \
    && mkdir -p /var/lib/ocop/files && chown -R ocop:ocop /var/lib/ocop
USER ocop
VOLUME /var/lib/ocop
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "ocop.wsgi:application", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"]
