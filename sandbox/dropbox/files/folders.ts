import { randomBytes } from 'node:crypto';
import { type ChangeLog, noteChange } from '../../files/change-log.js';
import type { Call } from '../../stage/call.js';
import { badInput, refuseRoute, routeName } from '../wording.js';

/** A file or folder; its key in its tree is the lower-case path. */
export interface Entry {
  readonly kind: 'file' | 'folder';
  readonly id: string;
  readonly path: string;
  readonly modified: string;
  readonly clientModified: string;
  readonly rev: string;
  /** Base64; empty for folders, and for files that are too large to be kept. */
  readonly content: string;
  /** What is known of a file that is too large to be kept. */
  readonly large?: LargeFile;
}

/** It is read as a made file of its size. */
export interface LargeFile {
  readonly size: number;
  readonly hash: string;
}

/** Trees by owner: an app-folder app has a tree of its own per person. */
export type Folders = Map<string, Map<string, Entry>>;

/** An entry and whose it is. */
export interface Rooted {
  readonly tree: string;
  readonly entry: Entry;
}

/** What a change of a tree writes. */
interface Trees {
  readonly folders: Folders;
  readonly entryChanges: ChangeLog<Rooted>;
}

/** The path argument, checked as Dropbox does: "" is the root, never "/". */
export function pathArgument(argument: Record<string, unknown>, call: Call): string {
  const { path } = argument;
  if (typeof path !== 'string') throw badInput(routeName(call), "request body: missing required field 'path'");
  if (path === '/') {
    throw badInput(
      routeName(call),
      'request body: path: The root folder is unspecified; specify the root folder as an empty string rather than as "/".',
    );
  }
  const isPath =
    path === '' || (/^\/[^/]/.test(path) && !path.endsWith('/') && !path.includes('//')) || path.startsWith('id:');
  if (!isPath)
    throw badInput(
      routeName(call),
      `request body: path: '${path}' did not match pattern '(/(.|[\\r\\n])*|id:.*)|(ns:[0-9]+(/.*)?)'`,
    );
  return path;
}

/** The entry at a path or `id:`; undefined when there is none. */
export function findEntry(tree: ReadonlyMap<string, Entry> | undefined, path: string): Entry | undefined {
  if (!path.startsWith('id:')) return tree?.get(path.toLowerCase());
  return [...(tree?.values() ?? [])].find(({ id }) => id === path);
}

export function requireEntry(tree: ReadonlyMap<string, Entry> | undefined, path: string, tag: string): Entry {
  const entry = findEntry(tree, path);
  if (entry === undefined) throw refuseRoute(tag, 'not_found');
  return entry;
}

/** Puts an entry into the tree and makes the folders above it. */
export function putEntry({ folders, entryChanges }: Trees, tree: string, entry: Entry): void {
  const entries = folders.get(tree) ?? new Map<string, Entry>();
  folders.set(tree, entries);
  const put = (placed: Entry): void => {
    const key = placed.path.toLowerCase();
    entries.set(key, placed);
    noteChange(entryChanges, `${tree}:${key}`, { at: placed.modified, what: { tree, entry: placed }, isGone: false });
  };
  const pieces = entry.path.split('/').slice(1, -1);
  for (const [index] of pieces.entries()) {
    const above = `/${pieces.slice(0, index + 1).join('/')}`;
    const known = entries.get(above.toLowerCase());
    if (known?.kind === 'file') throw refuseRoute('path', 'conflict', 'file_ancestor');
    if (known === undefined) put(newEntry('folder', above, { at: entry.modified, content: '' }));
  }
  put(entry);
}

/** Takes what is given out of the tree, and nothing else. */
export function takeEntries({ folders, entryChanges }: Trees, tree: string, gone: readonly Entry[]): void {
  for (const entry of gone) {
    const key = entry.path.toLowerCase();
    folders.get(tree)?.delete(key);
    noteChange(entryChanges, `${tree}:${key}`, { at: entry.modified, what: { tree, entry }, isGone: true });
  }
}

/** An entry with all that is in it. */
export function withInside(tree: ReadonlyMap<string, Entry> | undefined, { path }: Entry): readonly Entry[] {
  const key = path.toLowerCase();
  return [...(tree?.values() ?? [])].filter(
    (entry) => entry.path.toLowerCase() === key || entry.path.toLowerCase().startsWith(`${key}/`),
  );
}

export function newEntry(
  kind: Entry['kind'],
  path: string,
  facts: { at: string; clientModified?: string | undefined; content: string; id?: string; large?: LargeFile },
): Entry {
  return {
    kind,
    id: facts.id ?? `id:${randomBytes(16).toString('base64url')}`,
    path,
    modified: facts.at,
    clientModified: facts.clientModified ?? facts.at,
    rev: `01${randomBytes(9).toString('hex')}`,
    content: facts.content,
    ...(facts.large === undefined ? {} : { large: facts.large }),
  };
}

/** Instants at Dropbox have no fraction of a second. */
export function dropboxInstant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** "report (1).txt": the first free name beside the wanted one. */
export function freePath(tree: ReadonlyMap<string, Entry> | undefined, path: string): string {
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./]+)?$/s.exec(path) ?? [];
  for (let number = 1; ; number += 1) {
    const candidate = `${stem} (${number})${ending}`;
    if (tree?.has(candidate.toLowerCase()) !== true) return candidate;
  }
}
