# The whole system in one container, as npm start runs it: docs/targets.md says how to run it.
ARG NODE_IMAGE=node:24.21-bookworm-slim
FROM ${NODE_IMAGE}
RUN mkdir /app /data && chown node:node /app /data
USER node
WORKDIR /app
COPY --chown=node:node package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund && npm cache clean --force
COPY --chown=node:node . .
RUN npm run build
ENV LISTEN=0.0.0.0 LOCAL_DATA_DIR=/data
VOLUME /data
EXPOSE 8001 8002 8003 8080 8004
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8003/health?deep=1').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As npm start does, without npm between Docker and the engine: it ends at SIGTERM before the engine has stopped.
CMD ["node", "--import", "./tools/installed.mjs", "local/main.ts", "start"]
