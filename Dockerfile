FROM python:3.13-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/merit
WORKDIR /srv/merit
COPY requirements/run.txt requirements/
RUN /opt/merit/bin/pip install --require-hashes --only-binary=:all: --requirement requirements/run.txt
COPY pyproject.toml LICENSE ./
COPY bot bot
RUN /opt/merit/bin/pip install --no-index --no-deps --no-build-isolation --editable . \
    && /opt/merit/bin/python -m compileall -q bot \
    && /opt/merit/bin/pip uninstall --yes --quiet pip


FROM python:3.13-slim-bookworm

RUN groupadd --system --gid 10001 merit \
    && useradd --system --uid 10001 --gid merit --home-dir /data --shell /usr/sbin/nologin merit \
    && install --directory --owner=merit --group=merit --mode=0700 /data
COPY --from=build /opt/merit /opt/merit
COPY --from=build /srv/merit /srv/merit
COPY flows /srv/merit/flows
COPY locales /srv/merit/locales
COPY faq /srv/merit/faq
COPY replies /srv/merit/replies
COPY cards /srv/merit/cards
COPY emergency /srv/merit/emergency
COPY stories /srv/merit/stories
COPY taxonomy /srv/merit/taxonomy
COPY audio /srv/merit/audio

ENV PATH=/opt/merit/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MERIT_MODE=production \
    MERIT_LOG=json \
    MERIT_CHAT=no \
    MERIT_DATA=/data \
    MERIT_HOST=0.0.0.0 \
    MERIT_PORT=8080
WORKDIR /srv/merit
USER 10001:10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['MERIT_PORT'] + '/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["merit"]
CMD ["run"]
