import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compressedAssets } from './build/compressed-assets.js';
import { firstLoadBudget } from './build/first-load-budget.js';
import { libraryStyles } from './build/library-styles.js';

/** A running server for `npm run dev:web`. */
const API = process.env.LATCHKEY_API ?? 'http://localhost:3000';
const DOORS = ['/v1', '/oauth', '/openapi.json', '/docs', '/health'];

/** What a person downloads before the first token page stands: the frame, and that page. */
const FIRST_LOAD = { mostKilobytes: 250, pages: ['tokens-page', 'token-page', 'connect-page'] };

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [libraryStyles(), compressedAssets(), firstLoadBudget(FIRST_LOAD)],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The first that know light-dark().
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    // A file that is written into the page would need a policy that allows such pages.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // "use client" means nothing without a server that renders.
      onLog: (level, log, tell) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
      },
    },
  },
  server: { proxy: Object.fromEntries(DOORS.map((door) => [door, { target: API, changeOrigin: false }])) },
});
