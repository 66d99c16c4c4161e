# syntax=docker/dockerfile:1
ARG NODE_VERSION=22

# Compiles the native modules; nothing of the compiler reaches the image.
FROM node:${NODE_VERSION}-bookworm-slim AS build
# Versions are those of the base image's release; its tag says which.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# From source, with the headers that the base image has: nothing but the package registry is asked.
ENV npm_config_build_from_source=true npm_config_nodedir=/usr/local
# true adds the library for transformer models, some 400 MB; the built-in embedder needs none of it.
ARG TRANSFORMERS=false
RUN npm ci --omit=dev \
  && if [ "$TRANSFORMERS" != true ]; then npm uninstall --omit=dev @xenova/transformers; fi \
  && rm -rf node_modules/better-sqlite3/deps node_modules/*/build/Release/obj* node_modules/*/build/Release/test_extension.node

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production \
  DATA_DIR=/data/papers \
  INDEX_DIR=/data/index \
  STATE_DIR=/data/state \
  MODEL_DIR=/data/models \
  HEALTH_PORT=8080
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY data/glossary ./data/glossary
COPY data/prose ./data/prose
COPY commands ./commands
COPY src ./src
# Everything that is written lies here, and belongs to the user that the program runs as.
RUN install -d -o node -g node /data /data/papers
USER node
VOLUME /data
EXPOSE 8080
# The first start fetches lists and builds the index before it serves.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself is the first process: SIGTERM reaches it, and it ends with 0.
STOPSIGNAL SIGTERM
CMD ["node", "--import", "tsx", "src/main.ts"]
