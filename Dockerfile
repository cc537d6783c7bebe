# One image for every role: ROLE is api, worker or all; each answers /healthz on PORT. deploy/ has compose and Kubernetes.
# DATABASE_URL and the rest of docs/settings.md come from the environment.
#   docker build --tag dialplane .
#   docker run --rm --env-file production.env dialplane node --enable-source-maps dist/bundle/scripts/migrate.js
#   docker run --env-file production.env --env ROLE=api --publish 8080:8080 dialplane

# Node 22.23.1, by its digest: the image is the same whenever it is built.
FROM node:22.23.1-bookworm-slim@sha256:53ada149d435c38b14476cb57e4a7da73c15595aba79bd6971b547ceb6d018bf AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY clients/typescript/package.json clients/typescript/
COPY console/package.json console/
RUN npm ci --ignore-scripts
COPY . .
# Without the embedded PostgreSQL: an image is given a database. With a list of what is in it.
RUN npm run build && npm run --silent sbom > sbom.cdx.json && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:22.23.1-bookworm-slim@sha256:53ada149d435c38b14476cb57e4a7da73c15595aba79bd6971b547ceb6d018bf
LABEL org.opencontainers.image.title="Dialplane" \
  org.opencontainers.image.description="Control plane of Operator Connect numbers" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production ROLE=all PORT=8080
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/migrations ./migrations
COPY --from=build /app/dist/bundle ./dist/bundle
COPY --from=build /app/sbom.cdx.json ./
COPY --from=build /app/dist/console ./dist/console
# The user node, by its number: Kubernetes sees that it is not root.
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# `exec` makes node itself process 1, which gets SIGTERM: a shell or npm in between would swallow it. The flag: see scripts/nursery.ts.
CMD ["sh", "-c", "exec node --enable-source-maps $(test \"$ROLE\" = api || echo --max-semi-space-size=4) dist/bundle/src/start.js"]
