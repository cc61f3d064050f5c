import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { brotli, gzip } from './compression.js';

const WORTH_IT = 1_024;
const TEXT = /\.(js|css)$/;

/** Writes each file in brotli and gzip beside itself, so that the server has nothing to compress. */
export function compressedAssets(): Plugin {
  return {
    name: 'compressed-assets',
    apply: 'build',
    // From what was written: until then other plugins change what is in the files.
    writeBundle({ dir = '.' }, bundle) {
      for (const fileName of Object.keys(bundle)) {
        const path = join(dir, fileName);
        const content = readFileSync(path);
        if (!TEXT.test(fileName) || content.length < WORTH_IT) continue;
        writeFileSync(`${path}.br`, brotli(content));
        writeFileSync(`${path}.gz`, gzip(content));
      }
    },
  };
}
