# All images of the project. A service: docker build --build-arg SERVICE=store .

FROM node:24-trixie-slim AS workspace
WORKDIR /workspace
# package.json is the only place that names the version of pnpm.
COPY package.json ./
RUN npm install --global --no-audit --no-fund "$(node --print 'require("./package.json").packageManager')"
# Dependencies change less often than sources, so they have layers of their own. The mount keeps what was downloaded
# before for the next change of the lockfile; where it is empty, as on a new CI machine, all is downloaded.
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
RUN --mount=type=cache,id=stockade-pnpm,target=/var/cache/pnpm \
    pnpm fetch --store-dir /var/cache/pnpm
COPY tsconfig.base.json ./
COPY packages packages
COPY services services
RUN --mount=type=cache,id=stockade-pnpm,target=/var/cache/pnpm \
    pnpm install --frozen-lockfile --prefer-offline --store-dir /var/cache/pnpm
RUN pnpm exec tsc -b services/* && pnpm --filter ./services/storefront exec vite build


# One service, the packages that it imports and what they need in production, as one folder.
FROM workspace AS deployed
ARG SERVICE
RUN --mount=type=cache,id=stockade-pnpm,target=/var/cache/pnpm \
    pnpm --filter "./services/${SERVICE:?must name a folder of services/}" deploy --prod --store-dir /var/cache/pnpm /deployed


# Runs once before the others and makes their passwords.
FROM node:24-trixie-slim AS secrets
# A new volume takes over the owner and mode of the folder that it is mounted on.
RUN for reader in store warehouse refund operations redis sentinel grafana; do install -d -o node -g node -m 0750 "/secrets/$reader"; done
COPY docker/secrets /app
USER node
CMD ["node", "/app/make-secrets.mjs", "/secrets"]


FROM node:24-trixie-slim AS service
ENV NODE_ENV=production
WORKDIR /app
COPY docker/is-ready.mjs ./
COPY --from=deployed /deployed ./
USER node
# As packages/local/src/node-flags.ts.
CMD ["node", "--max-semi-space-size=32", "dist/main.js"]
