import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Two cores: with more at once, what waits for a browser or another process runs out of its time.
    maxWorkers: 2,
    // As src/steady-threads.ts does for the bot.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
