// Biome formats and lints; ESLint adds the promises nobody waits for, the sizes of the house, and its few forbidden words.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const forbid = (selector, message) => ({ selector, message });

/** Three parameters, then one named object; a constructor that Nest fills may have six. */
const parameterLimits = [
  ...['FunctionDeclaration', 'ArrowFunctionExpression', 'TSDeclareFunction', 'TSMethodSignature', 'TSFunctionType'].map(
    (kind) => forbid(`${kind}[params.length>3]`, 'More than three parameters: pass one named object.'),
  ),
  ...['FunctionExpression', 'TSEmptyBodyFunctionExpression'].map((kind) =>
    forbid(
      `:not(MethodDefinition[kind="constructor"]) > ${kind}[params.length>3]`,
      'More than three parameters: pass one named object.',
    ),
  ),
  forbid(
    'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    'More than six dependencies: this class does too much.',
  ),
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
  { files: ['src/**/*.ts'], rules: restrict(parameterLimits, escapes, definiteAssignment, clock, environment) },
  { files: ['src/**/*.{entity,dto}.ts'], rules: restrict(parameterLimits, escapes, clock, environment) },
  { files: ['src/kernel/clock.ts'], rules: restrict(parameterLimits, escapes, definiteAssignment, environment) },
  // The command line and the environment belong to whoever starts the process.
  {
    files: ['src/kernel/configuration.ts', 'src/main.ts'],
    rules: restrict(parameterLimits, escapes, definiteAssignment, clock),
  },
);
