import { defineConfig } from '@playwright/test';
import { join } from 'node:path';

/** Debian's Chromium, without its own network requests. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: './src',
  outputDir: '../../tmp/e2e-results',
  globalSetup: join(__dirname, 'src/servers.mjs'),
  // Every test creates its own experts, so tests are independent; a third worker would only wait for a processor.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  // The longest first, so that no worker runs it alone at the end.
  projects: [
    { name: 'screens', testMatch: /\/screens\.spec\.ts$/ },
    { name: 'flows', testIgnore: /\/screens\.spec\.ts$/ },
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    acceptDownloads: true,
    // Without screenshots for the film strip: the trace has the pages anyway, and filming takes a fifth of the
    // processor time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    },
  },
});
