# Tirade in Slack. docs/operating.md tells how to run it; compose.yaml runs it with PostgreSQL.
FROM python:3.13-slim AS build
WORKDIR /source
RUN python -m venv /opt/tirade
COPY pyproject.toml README.md LICENSE manifest.yaml ./
COPY personas personas
COPY rubrics rubrics
COPY bot bot
RUN /opt/tirade/bin/pip install --no-cache-dir ".[postgresql,pictures]"

FROM python:3.13-slim
RUN groupadd --system --gid 10001 tirade \
    && useradd --system --uid 10001 --gid tirade --home-dir /data --shell /usr/sbin/nologin tirade \
    && install --directory --owner tirade --group tirade --mode 700 /data
COPY --from=build /opt/tirade /opt/tirade
ENV PATH=/opt/tirade/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp \
    TIRADE_DATABASE=sqlite:////data/tirade.db \
    TIRADE_HOST=0.0.0.0 \
    TIRADE_LOG=json \
    TIRADE_PORT=3000
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"TIRADE_PORT\"]}/health', timeout=2)"]
ENTRYPOINT ["tirade"]
CMD ["serve"]
