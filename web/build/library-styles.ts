import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const IMPORTED = 'virtual:library-styles.css';
const MADE = '\0library-styles.css';
/** The classes of one part of the library; whatever shows the part imports them. */
const CLASSES = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/;
const STYLES = /@mantine\/core\/styles\/([\w-]+)\.layer\.css$/;
const BASE = ['baseline', 'default-css-variables', 'global'];

/**
 * Of the component library's styles, those of the parts that a page shows, loaded with them. Each part has a layer of
 * its own, and the layers have the library's order, so it does not matter which page came first; ours stand above all.
 */
export function libraryStyles(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'));
  const read = (name: string) => readFileSync(join(folder, 'styles', `${name}.layer.css`), 'utf8');
  let isBuild = true;
  return {
    name: 'library-styles',
    enforce: 'pre',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    resolveId(id) {
      if (id !== IMPORTED) return undefined;
      return isBuild ? MADE : join(folder, 'styles.layer.css');
    },
    load(id) {
      if (id !== MADE) return undefined;
      return `@layer ${layersInOrder(folder).join(', ')};\n${BASE.map((name) => inLayer(name, read(name))).join('\n')}`;
    },
    transform(code, id) {
      if (!isBuild) return undefined;
      const styled = STYLES.exec(id)?.[1];
      if (styled !== undefined) return { code: inLayer(styled, code), map: null };
      const part = CLASSES.exec(id)?.[1];
      if (part === undefined || !existsSync(join(folder, 'styles', `${part}.layer.css`))) return undefined;
      return { code: `${code}\nimport '@mantine/core/styles/${part}.layer.css';`, map: null };
    },
    transformIndexHtml: {
      order: 'post',
      // The sheet that is read first decides the order of the layers, so it is the one that states it.
      handler: (html, { bundle = {} }) => {
        const stating = Object.values(bundle).find(
          (file) => file.type === 'asset' && String(file.source).startsWith(`@layer ${layerOf('baseline')}`),
        );
        const links = html.match(/^\s*<link rel="stylesheet".*\n/gm) ?? [];
        const first = links.filter((link) => stating !== undefined && link.includes(stating.fileName));
        const rest = links.filter((link) => !first.includes(link));
        const others = html.replaceAll(/^\s*<link rel="stylesheet".*\n/gm, '');
        return others.replace(/^\s*<\/head>/m, `${[...first, ...rest].join('')}$&`);
      },
    },
  };
}

const layerOf = (name: string) => `mantine.${name}`;

function inLayer(name: string, css: string): string {
  return css.replace('@layer mantine', `@layer ${layerOf(name)}`);
}

/** As the parts stand in the library's own sheet of everything. */
function layersInOrder(folder: string): readonly string[] {
  const everything = readFileSync(join(folder, 'styles.css'), 'utf8');
  const beginning = (name: string) =>
    readFileSync(join(folder, 'styles', `${name}.css`), 'utf8')
      .trim()
      .slice(0, 80);
  return readdirSync(join(folder, 'styles'))
    .filter((file) => !file.endsWith('.layer.css'))
    .map((file) => file.slice(0, -'.css'.length))
    .map((name) => ({ name, at: everything.indexOf(beginning(name)) }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => layerOf(name));
}
