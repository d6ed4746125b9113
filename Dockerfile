# Countersign in a container: no build step, no root, and a healthcheck that asks whether it takes work.
FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/var/lib/countersign PROJECTS_FILE=/etc/countersign/projects.yml
WORKDIR /app
# prisma generate runs after the install and needs the schema. The sandbox and the tests stay outside (.dockerignore).
COPY package.json package-lock.json prisma.config.ts ./
COPY prisma ./prisma
RUN npm ci --omit=dev && npm cache clean --force
COPY src ./src
RUN mkdir -p "$DATA_DIR" && chown node:node "$DATA_DIR"
USER node
VOLUME /var/lib/countersign
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals reach the bot itself, and a stop may take twenty seconds (compose.yaml, stop_grace_period).
CMD ["node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
