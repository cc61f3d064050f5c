import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Visitor } from './visitor.js';

const FOLDER = 'screenshots';
const WIDE = { width: 1_280, height: 800 };
/** A small phone. */
const NARROW = { width: 390, height: 844 };

/** Pictures of the page as it is: light, dark, and on a narrow screen. */
export async function takeScreens(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor;
  mkdirSync(FOLDER, { recursive: true });
  for (const [look, colorScheme, viewport] of [
    ['light', 'light', WIDE],
    ['dark', 'dark', WIDE],
    ['narrow', 'light', NARROW],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await visitor.settle();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await page.evaluate('window.scrollTo(0, 0)');
    const path = join(FOLDER, `${name}.${look}.png`);
    await page.screenshot({ path, fullPage: name.endsWith('long'), animations: 'disabled' });
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}
