import process from 'node:process';
import { defineConfig } from 'prisma/config';

// `prisma generate` wants a schema engine it never runs; naming an existing executable keeps it from downloading one.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
