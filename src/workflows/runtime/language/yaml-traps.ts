import { type Document, isAlias, isCollection, isPair, isScalar, type Node, type Pair, Scalar, visit } from 'yaml';
import type { YamlComplaint } from './words/yaml-words.js';

/** Something that YAML can say and JSON cannot, or that YAML 1.2 does not mean as it looks. */
export interface YamlTrap {
  /** Characters from the beginning of the text. */
  readonly offset: number;
  readonly reason: string;
}

const JSON_TYPES = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((type) => `tag:yaml.org,2002:${type}`),
);

/** What would become something else than is written, without a word. */
export function yamlTraps(document: Document): readonly YamlTrap[] {
  const traps: YamlTrap[] = [];
  const add = (node: Node | undefined, reason: string | undefined) => {
    if (reason) traps.push({ offset: node?.range?.[0] ?? 0, reason });
  };
  visit(document, (_key, node) => {
    if (isPair(node)) add(nodeOf(node.key) ?? nodeOf(node.value), trapInKey(node));
    else if (isScalar(node) || isCollection(node)) add(node, trapInValue(node));
  });
  return traps;
}

/** The first name that stands twice in an object: what is written with it first would be lost. */
export function repeatedName(document: Document): YamlComplaint | undefined {
  let found: Node | undefined;
  visit(document, {
    Map: (_key, { items }) => {
      const names = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (names.has(name)) {
          found = key;
          return visit.BREAK;
        }
        names.add(name);
      }
      return undefined;
    },
  });
  const [from = 0, to = from] = found?.range ?? [];
  return found && { code: 'DUPLICATE_KEY', message: 'Map keys must be unique', pos: [from, to] };
}

function nodeOf(part: unknown): Node | undefined {
  return isScalar(part) || isCollection(part) || isAlias(part) ? part : undefined;
}

function trapInKey({ key }: Pair): string | undefined {
  if (!isScalar(key) || key.value === null) return 'the name of a member is a text';
  if (key.value !== '<<' || key.type !== Scalar.PLAIN) return undefined;
  return 'YAML 1.2 has no merge key `<<`: write the members out';
}

function trapInValue(node: Node): string | undefined {
  if (node.tag !== undefined && !JSON_TYPES.has(node.tag)) return `JSON has no value for the tag ${node.tag}`;
  const isNumber = isScalar(node) && typeof node.value === 'number';
  return isNumber && !Number.isFinite(node.value) ? 'JSON has no number that is infinite or none' : undefined;
}
