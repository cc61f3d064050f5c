import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PlantedTree } from '../support/planted-tree.js';

const lines = (count: number, line = 'export {};') => `${Array(count).fill(line).join('\n')}\n`;
const statements = (count: number) => Array(count).fill('  list.push(list.length);').join('\n');
const branches = (count: number) =>
  Array.from({ length: count }, (_, index) => `  if (value === ${index}) return ${index};`).join('\n');
const parameters = (count: number) => Array.from({ length: count }, (_, index) => `p${index}: number`).join(', ');

/** [the sentence, the file, the rule that must fire, the text] */
const planted: [string, string, string, string][] = [
  ['a file of 251 lines', 'src/long.ts', 'max-lines', lines(251)],
  [
    'a key pair of its own',
    'test/keys.ts',
    '@typescript-eslint/no-restricted-imports',
    `import { generateKeyPairSync } from 'node:crypto';\n\nexport const pair = generateKeyPairSync('ed25519');\n`,
  ],
  [
    'a driver of SQLite of its own',
    'src/own-driver.ts',
    '@typescript-eslint/no-restricted-imports',
    `import Driver from 'better-sqlite3';\n\nexport const file = new Driver(':memory:');\n`,
  ],
  ['a spec of 301 lines', 'test/long.spec.ts', 'max-lines', lines(301)],
  [
    'a function of more than 50 lines',
    'src/long-function.ts',
    'max-lines-per-function',
    `export function grow(list: number[]): void {\n${statements(51)}\n}\n`,
  ],
  [
    'a function with more than 12 paths',
    'src/branches.ts',
    'complexity',
    `export function pick(value: number): number {\n${branches(12)}\n  return -1;\n}\n`,
  ],
  [
    'a function with four parameters',
    'src/parameters.ts',
    'no-restricted-syntax',
    `export function four(${parameters(4)}): number {\n  return p0 + p1 + p2 + p3;\n}\n`,
  ],
  [
    'an arrow function with four parameters',
    'src/arrow.ts',
    'no-restricted-syntax',
    `export const four = (${parameters(4)}): number => p0 + p1 + p2 + p3;\n`,
  ],
  [
    'a method with four parameters',
    'src/method.ts',
    'no-restricted-syntax',
    `export class Four {\n  add(${parameters(4)}): number {\n    return p0 + p1 + p2 + p3;\n  }\n}\n`,
  ],
  [
    'an abstract method with four parameters',
    'src/abstract-method.ts',
    'no-restricted-syntax',
    `export abstract class Four {\n  abstract add(${parameters(4)}): number;\n}\n`,
  ],
  [
    'a method of an interface with four parameters',
    'src/interface-method.ts',
    'no-restricted-syntax',
    `export interface Four {\n  add(${parameters(4)}): number;\n}\n`,
  ],
  [
    'a constructor with seven parameters',
    'src/constructor.ts',
    'no-restricted-syntax',
    `export class Seven {\n  readonly all: number[];\n  constructor(${parameters(7)}) {\n    this.all = [p0, p1, p2, p3, p4, p5, p6];\n  }\n}\n`,
  ],
  [
    'a handler with seven parameters',
    'src/handler.controller.ts',
    'no-restricted-syntax',
    `declare const Get: () => MethodDecorator;\nexport class Seven {\n  @Get()\n  add(${parameters(7)}): number[] {\n    return [p0, p1, p2, p3, p4, p5, p6];\n  }\n}\n`,
  ],
  [
    'any',
    'src/any.ts',
    '@typescript-eslint/no-explicit-any',
    'export const read = (text: string): any => JSON.parse(text);\n',
  ],
  [
    'a cast through unknown',
    'src/cast.ts',
    'no-restricted-syntax',
    'export const read = (value: number) => value as unknown as string;\n',
  ],
  [
    'a non-null assertion',
    'src/non-null.ts',
    'no-restricted-syntax',
    'export const read = (value?: string) => value!.length;\n',
  ],
  [
    'a non-null assertion in an entity',
    'src/assertion.entity.ts',
    'no-restricted-syntax',
    'export const read = (value?: string) => value!.length;\n',
  ],
  [
    'a definite assignment outside an entity',
    'src/definite.service.ts',
    'no-restricted-syntax',
    'export class Row {\n  name!: string;\n}\n',
  ],
  [
    'the present time outside the clock',
    'src/date.ts',
    'no-restricted-syntax',
    'export const now = (): Date => new Date();\n',
  ],
  [
    'Date.now() outside the clock',
    'src/date-now.ts',
    'no-restricted-syntax',
    'export const now = (): number => Date.now();\n',
  ],
  [
    'process.env outside the configuration',
    'src/environment.ts',
    'no-restricted-syntax',
    "export const port = process.env['PORT'];\n",
  ],
  [
    'an imported environment',
    'src/imported-environment.ts',
    'no-restricted-syntax',
    "import { env } from 'node:process';\n\nexport const port = env['PORT'];\n",
  ],
  [
    'a promise that nobody waits for',
    'src/floating.ts',
    '@typescript-eslint/no-floating-promises',
    'export function start(work: () => Promise<void>): void {\n  work();\n}\n',
  ],
  [
    'a promise where a plain function is expected',
    'src/misused.ts',
    '@typescript-eslint/no-misused-promises',
    'export const each = (list: string[]) => list.forEach(async () => {});\n',
  ],
  [
    'waiting for a value that is no promise',
    'src/thenable.ts',
    '@typescript-eslint/await-thenable',
    'export const wait = async (value: number) => await value;\n',
  ],
  [
    'a comment that silences the compiler',
    'src/silence.ts',
    '@typescript-eslint/ban-ts-comment',
    '// @ts-ignore because it is in the way\nexport const x: number = 1;\n',
  ],
  [
    'a rule that is switched off by a comment',
    'src/switched-off.ts',
    'no-restricted-syntax',
    '/* eslint-disable */\nexport const now = (): number => Date.now();\n',
  ],
  [
    'any in a stand-in vendor',
    'sandbox/any.ts',
    '@typescript-eslint/no-explicit-any',
    'export const read = (text: string): any => JSON.parse(text);\n',
  ],
];

const allowed = {
  'src/layout.ts': 'export const   layout = "free"\n',
  'sandbox/clock.ts': 'export const now = (): number => Date.now();\n',
  'src/long-enough.ts': lines(250),
  'test/long-enough.spec.ts': lines(300),
  'src/kernel/clock.ts': 'export const now = (): Date => new Date();\n',
  'src/kernel/configuration.ts': "export const port = process.env['PORT'];\n",
  'src/row.entity.ts': 'export class Row {\n  name!: string;\n}\n',
  'src/row.dto.ts': 'export class RowDto {\n  readonly name!: string;\n}\n',
  'src/known-instant.ts': "export const epoch = new Date('1970-01-01T00:00:00Z');\n",
  'src/six.controller.ts': `declare const Get: () => MethodDecorator;\nexport class Six {\n  @Get()\n  add(${parameters(6)}): number[] {\n    return [p0, p1, p2, p3, p4, p5];\n  }\n}\n`,
  'src/six.service.ts': `export class Six {\n  readonly all: number[];\n  constructor(${parameters(6)}) {\n    this.all = [p0, p1, p2, p3, p4, p5];\n  }\n}\n`,
};

interface FileReport {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly severity: number }[];
}

describe('the lint run', () => {
  let tree: PlantedTree;
  let status: number;
  let reports: readonly FileReport[];
  const errorsIn = (path: string) =>
    reports
      .filter((one) => one.filePath.endsWith(`/${path}`))
      .flatMap((one) => one.messages.map((each) => each.ruleId));

  beforeAll(async () => {
    tree = new PlantedTree({ ...allowed, ...Object.fromEntries(planted.map(([, path, , text]) => [path, text])) });
    const answer = await tree.run('eslint/bin/eslint.js', '--format', 'json', '.');
    status = answer.status;
    reports = JSON.parse(answer.stdout) as FileReport[];
  });
  afterAll(() => tree.remove());

  it.each(planted)('refuses %s (%s)', (_, path, rule) => {
    expect(errorsIn(path)).toContain(rule);
  });

  it.each(Object.keys(allowed))('accepts %s', (path) => {
    expect(errorsIn(path)).toEqual([]);
  });

  it('ends with an error, so that the build stops', () => {
    expect(status).toBe(1);
  });

  it('keeps one layout', async () => {
    const check = async (path: string) => (await tree.run('@biomejs/biome/bin/biome', 'check', path)).status;
    expect(await check('src/layout.ts')).toBe(1);
    expect(await check('src/known-instant.ts')).toBe(0);
  });
});
