import type { Plugin, Rolldown } from 'vite';
import { brotli, gzip } from './compression.js';

interface Budget {
  readonly mostKilobytes: number;
  /** Names of the lazy chunks whose first load counts, each with the entry. */
  readonly pages: readonly string[];
}

/** Of a file, compressed; bytes. */
interface Size {
  readonly brotli: number;
  readonly gzip: number;
}

/** Tells what a browser loads before a page stands, and fails the build when that is too much. */
export function firstLoadBudget({ mostKilobytes, pages }: Budget): Plugin {
  return {
    name: 'first-load-budget',
    apply: 'build',
    writeBundle(_options, bundle) {
      const sizes = new Map<string, Size>();
      for (const page of pages) {
        const files = [...loadedBy(bundle, page)];
        if (files.length === 0) continue;
        for (const file of files) if (!sizes.has(file)) sizes.set(file, sizeOf(bundle[file]));
        const { kilobytes, inGzip } = sumOf(files.flatMap((file) => sizes.get(file) ?? []));
        const line = `first load of ${page}: ${kilobytes} kB brotli (${inGzip} gzip)`;
        if (kilobytes > mostKilobytes) this.error(`${line}, more than ${mostKilobytes} kB.`);
        process.stderr.write(`${line} in ${files.length} files, of ${mostKilobytes} kB\n`);
      }
    },
  };
}

/** The entry, the page's chunk, all that they import, and the styles of all of them. */
function loadedBy(bundle: Rolldown.OutputBundle, page: string): Set<string> {
  const files = new Set<string>();
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const add = (fileName: string): void => {
    const file = bundle[fileName];
    if (files.has(fileName) || file?.type !== 'chunk') return;
    files.add(fileName);
    for (const style of file.viteMetadata?.importedCss ?? []) files.add(style);
    for (const imported of file.imports) add(imported);
  };
  const pageChunk = chunks.find(({ name }) => name === page);
  if (!pageChunk) return files;
  for (const chunk of chunks) if (chunk.isEntry) add(chunk.fileName);
  add(pageChunk.fileName);
  return files;
}

function sizeOf(file: Rolldown.OutputBundle[string] | undefined): Size {
  if (!file) return { brotli: 0, gzip: 0 };
  const content = file.type === 'chunk' ? file.code : file.source;
  return { brotli: brotli(content).length, gzip: gzip(content).length };
}

function sumOf(sizes: readonly Size[]): { readonly kilobytes: number; readonly inGzip: number } {
  const sum = (of: (size: Size) => number) => Math.round(sizes.reduce((all, size) => all + of(size), 0) / 100) / 10;
  return { kilobytes: sum((size) => size.brotli), inGzip: sum((size) => size.gzip) };
}
