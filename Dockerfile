# The base is named by its tag; pin it where a registry is at hand, with what this prints behind it:
#   docker buildx imagetools inspect python:3.13-slim --format '{{.Manifest.Digest}}'
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
# COMPILED=1 has the rules compiled to C (mypyc): the same answers in about half the time, for six more minutes and 17 MB.
ARG COMPILED=
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
RUN python3 -m venv --without-pip /opt/onrecord && python3 -m venv /opt/tools
COPY requirements.lock requirements-build.lock requirements-compile.lock ./
# Every file of every dependency has the hash that the lock names, those that build docopt (a source alone) included.
RUN /opt/tools/bin/pip install --require-hashes -r requirements-build.lock \
 && /opt/tools/bin/pip wheel --require-hashes --no-build-isolation -w wheels -r requirements.lock
RUN if [ -n "$COMPILED" ]; then \
      headers=$(python3 -c 'import os, sysconfig; print("" if os.path.exists(sysconfig.get_path("include") + "/Python.h") else "python3-dev")') \
      && apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev $headers \
      && /opt/tools/bin/pip install --require-hashes -r requirements-compile.lock; \
    fi
COPY pyproject.toml README.md LICENSE openapi.yaml ./
COPY service ./service
COPY schemas ./schemas
# What is taken out of the packages is for reading or building, not for running.
RUN HATCH_BUILD_HOOK_ENABLE_MYPYC=${COMPILED:+true} /opt/tools/bin/python -m hatchling build -t wheel -d wheels \
 && /opt/tools/bin/pip --python /opt/onrecord/bin/python install --no-index --no-deps --no-compile wheels/*.whl \
 && find /opt/onrecord -depth \( -name tests -o -name test -o -name __pycache__ -o -name "*.pyi" -o -name "*.c" -o -name "*.pyx" \) -exec rm -rf {} + \
 && /opt/onrecord/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/onrecord/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="onrecord" \
      org.opencontainers.image.description="Who said which figure, on whose authority: facts out of transcripts, over HTTP." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="0.1.0"
COPY --from=build /opt/onrecord /opt/onrecord
ENV PATH=/opt/onrecord/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 TZ=UTC LANG=C.UTF-8 \
    ONRECORD_HOST=0.0.0.0 ONRECORD_PORT=8000 ONRECORD_STATE_DIR=/tmp/onrecord
WORKDIR /tmp
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["python", "-m", "service.api.probe"]
ENTRYPOINT ["onrecord"]
CMD ["serve"]
