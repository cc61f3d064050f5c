import { isAlias, isNode, LineCounter, parseDocument, visit } from 'yaml';

import { type DefinitionProblem, definitionRefused } from '../workflow.errors.js';
import { readingInWords, type YamlComplaint, type YamlPlace } from './words/yaml-words.js';
import { repeatedName, yamlTraps } from './yaml-traps.js';

export const MAX_SOURCE_CHARACTERS = 256 * 1024;
const MAX_ALIASES = 100;
const MAX_DEPTH = 60;

/**
 * The parser compares each name of an object with each other one, and draws a picture of each error: whoever writes very
 * many would stop the server for everybody. What it would warn of on the error stream stands among the traps.
 */
const PARSING = { uniqueKeys: false, prettyErrors: false, merge: false, version: '1.2', logLevel: 'error' } as const;

/** A definition's text as a value, with the line of every place in it. */
export interface DefinitionSource {
  readonly value: unknown;
  /** The line, from 1, of a JSON pointer or of the nearest place above it. */
  lineOf(pointer: string): number;
  /** What became something else than is written; of a definition that was published once, nobody asks. */
  traps(): readonly DefinitionProblem[];
}

/** Reads YAML 1.2, of which JSON is a part. @throws BrokerError definition-refused */
export function readSource(text: string): DefinitionSource {
  if (text.length > MAX_SOURCE_CHARACTERS) throw refused(1, `it is longer than ${MAX_SOURCE_CHARACTERS} characters`);
  const lines = new LineCounter();
  const document = guarded(() => parseDocument(text, { ...PARSING, lineCounter: lines }));
  const complaint = document.errors[0] ?? document.warnings[0] ?? guarded(() => repeatedName(document));
  if (complaint) {
    const { line, col } = lines.linePos(complaint.pos[0]);
    throw refused(line, reasonOf(complaint, { line: text.split('\n')[line - 1] ?? '', column: col }));
  }
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
    traps: () =>
      yamlTraps(document).map(({ offset, reason }) => ({ path: '', line: lines.linePos(offset).line, reason })),
  };
}

const TOO_DEEP = 'it is nested too deep';

function reasonOf(complaint: YamlComplaint, place: YamlPlace): string {
  if (complaint.code === 'MULTIPLE_DOCS')
    return 'a definition is one document: what stands behind `---` belongs into another one';
  return complaint.message.includes('call stack') ? TOO_DEEP : readingInWords(complaint, place);
}

/**
 * The parser recurses: what is nested absurdly deep ends in a RangeError, aliases that stand for too much in a
 * ReferenceError, and one inside of what it names in a TypeError.
 */
function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw refused(1, TOO_DEEP);
    if (error instanceof ReferenceError) throw refused(1, 'its aliases stand for too much');
    if (error instanceof TypeError) throw refused(1, 'an alias stands inside of what it names');
    throw error;
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
