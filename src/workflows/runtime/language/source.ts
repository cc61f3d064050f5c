import { isAlias, isNode, LineCounter, parseDocument, visit } from 'yaml';

import { definitionRefused } from '../workflow.errors.js';

export const MAX_SOURCE_CHARACTERS = 256 * 1024;
const MAX_ALIASES = 100;
const MAX_DEPTH = 60;

/** A definition's text as a value, with the line of every place in it. */
export interface DefinitionSource {
  readonly value: unknown;
  /** The line, from 1, of a JSON pointer or of the nearest place above it. */
  lineOf(pointer: string): number;
}

/** Reads YAML 1.2, of which JSON is a part. @throws BrokerError definition-refused */
export function readSource(text: string): DefinitionSource {
  if (text.length > MAX_SOURCE_CHARACTERS) throw refused(1, `it is longer than ${MAX_SOURCE_CHARACTERS} characters`);
  const lines = new LineCounter();
  const document = guarded(() =>
    parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false, version: '1.2' }),
  );
  const complaint = document.errors[0] ?? document.warnings[0];
  if (complaint) throw refused(complaint.linePos?.[0].line ?? 1, complaint.message.split('\n')[0] ?? 'unreadable');
  let aliases = 0;
  visit(document, { Alias: () => void aliases++ });
  if (aliases > MAX_ALIASES) throw refused(1, `it has more than ${MAX_ALIASES} aliases`);
  // As JSON sees it: no dates, no shared objects, no special keys.
  const value: unknown = guarded(() =>
    JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MAX_ALIASES })) ?? 'null'),
  );
  if (guarded(() => depthOf(value)) > MAX_DEPTH) throw refused(1, `it is nested deeper than ${MAX_DEPTH} levels`);
  return {
    value,
    lineOf: (pointer) => {
      for (let path = segments(pointer); ; path = path.slice(0, -1)) {
        const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
        if (isNode(node) && !isAlias(node) && node.range) return lines.linePos(node.range[0]).line;
        if (path.length === 0) return 1;
      }
    },
  };
}

/** The parser recurses: what is nested absurdly deep ends in a RangeError, aliases without end in a ReferenceError. */
function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw refused(1, error instanceof RangeError ? 'it is nested too deep' : String(error));
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function segments(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function refused(line: number, reason: string) {
  return definitionRefused([{ path: '', line, reason }]);
}
