import { type Browser, chromium } from 'playwright-core';
import { environmentOf } from './find-browser.mjs';

/** No sandbox, because root has none in containers; nothing else is loosened. The rest keeps Chromium from calling home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** It takes a second, and much longer where many tests share a machine. */
const START_MS = 110_000;

/** The Chromium that find-browser.mjs chose. */
export function launchBrowser(): Promise<Browser> {
  const { BROWSER_PATH } = process.env;
  if (!BROWSER_PATH) throw new Error('BROWSER_PATH is not set: run this with a jest config that sets up browsers');
  return chromium.launch({
    executablePath: BROWSER_PATH,
    env: environmentOf(process.env),
    args: FLAGS,
    timeout: START_MS,
  });
}
