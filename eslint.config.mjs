// Biome formats and lints; ESLint adds the promises nobody waits for, the sizes of the house, and its few forbidden words.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const forbid = (selector, message) => ({ selector, message });

/** Three parameters, then one named object; six where Nest fills them: in a constructor and in a handler it calls. */
const FILLED_BY_NEST = 'MethodDefinition:matches([kind="constructor"], [decorators.length>0])';
const tooMany = (selector) => forbid(selector, 'More than three parameters: pass one named object.');
const parameterLimits = [
  ...['FunctionDeclaration', 'ArrowFunctionExpression', 'TSDeclareFunction', 'TSMethodSignature', 'TSFunctionType'].map(
    (kind) => tooMany(`${kind}[params.length>3]`),
  ),
  ...['FunctionExpression', 'TSEmptyBodyFunctionExpression'].map((kind) =>
    tooMany(`:not(${FILLED_BY_NEST}) > ${kind}[params.length>3]`),
  ),
  forbid(`${FILLED_BY_NEST} > FunctionExpression[params.length>6]`, 'More than six: this does too much.'),
];

/** The ways round the type checker. */
const escapes = [
  forbid(
    'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    'Parse the value; do not cast it through unknown.',
  ),
  forbid('TSNonNullExpression', 'Prove that the value is there.'),
];
const definiteAssignment = forbid(
  'PropertyDefinition[definite=true]',
  'Only columns of an entity and properties of a DTO, which a library fills, are declared with "!".',
);

/** One place each for time and for the environment. */
const clock = [
  forbid('NewExpression[callee.name="Date"][arguments.length=0]', 'Ask the Clock of the kernel.'),
  forbid('CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Ask the Clock of the kernel.'),
];
const environment = [
  forbid(
    'MemberExpression[object.name="process"][property.name="env"]',
    'Settings are read in kernel/configuration.ts.',
  ),
  forbid(
    'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
    'Settings are read in kernel/configuration.ts.',
  ),
  forbid('ImportSpecifier[imported.name="env"]', 'Settings are read in kernel/configuration.ts.'),
];

/** Keys are generated in one place, and the driver of SQLite is chosen in one, of product and sandbox each. */
const KEYS = { message: 'New keys come from sandbox/oauth/new-key.ts.' };
const SQLITE = {
  message: 'The driver comes from sqlite-driver.ts, in src/kernel or sandbox/stage.',
  allowTypeImports: true,
};
const onePlace = {
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      paths: [
        { name: 'node:crypto', importNames: ['generateKeyPair', 'generateKeyPairSync'], ...KEYS },
        { name: 'jose', importNames: ['generateKeyPair'], ...KEYS },
        { name: 'better-sqlite3', ...SQLITE },
        { name: 'better-sqlite3-13', ...SQLITE },
      ],
    },
  ],
};

const restrict = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors.flat()] });

export default defineConfig(
  { ignores: ['dist/**', 'node_modules/**', 'data/**', 'coverage/**'] },
  {
    // No comment switches a rule off; a number that must be broken gets a decision page and a line in this file.
    linterOptions: { noInlineConfig: true },
  },
  {
    files: ['{src,sandbox,test,bench}/**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.spec.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      'max-lines': ['error', { max: 300 }],
      ...onePlace,
      ...restrict(parameterLimits, escapes, definiteAssignment),
    },
  },
  {
    files: ['{src,sandbox,bench}/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
    },
  },
  { files: ['sandbox/oauth/new-key.ts'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
  { files: ['src/**/*.ts'], rules: restrict(parameterLimits, escapes, definiteAssignment, clock, environment) },
  { files: ['src/**/*.{entity,dto}.ts'], rules: restrict(parameterLimits, escapes, clock, environment) },
  { files: ['src/kernel/clock.ts'], rules: restrict(parameterLimits, escapes, definiteAssignment, environment) },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    ignores: ['web/src/api/generated/**'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './web/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 250 }],
      complexity: ['error', 12],
      ...restrict(parameterLimits, escapes),
    },
  },
  // The command line and the environment belong to whoever starts the process.
  {
    files: ['src/kernel/configuration.ts', 'src/main.ts'],
    rules: restrict(parameterLimits, escapes, definiteAssignment, clock),
  },
  {
    // Decision 8: the worker is one function because it starts from its own text, and system calls have four parameters.
    files: ['src/workflows/runtime/expressions/jq-worker.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      ...restrict(escapes, definiteAssignment, clock, environment),
    },
  },
);
