import type { BrowserContext, Page } from 'playwright-core';

/** The longest that an answer of our API is kept back, at a slowness of one. Milliseconds. */
const LONGEST_DELAY = 150;

/**
 * Makes a browser as slow as on a machine that has other things to do, where BROWSER_SLOWNESS says how many times:
 * the processor by that factor, and each answer of the API by a delay of its own, so that answers overtake each other.
 * What only passes on a quick machine fails here.
 */
export async function slowDown(context: BrowserContext): Promise<void> {
  const rate = Number(process.env.BROWSER_SLOWNESS ?? 1);
  if (!(rate > 1)) return;
  context.on('page', (page) => void throttle(page, rate));
  await context.route(
    ({ pathname }) => pathname.startsWith('/v1/'),
    async (route) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_DELAY * rate));
      await route.fallback().catch(() => undefined);
    },
  );
}

async function throttle(page: Page, rate: number): Promise<void> {
  // A window may be gone before it is reached.
  const session = await page
    .context()
    .newCDPSession(page)
    .catch(() => undefined);
  await session?.send('Emulation.setCPUThrottlingRate', { rate }).catch(() => undefined);
}
