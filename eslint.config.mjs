// Biome formats and lints; ESLint adds what needs types (promises nobody waits for) and the sizes of the house.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/**', 'node_modules/**', 'data/**'] },
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
    },
  },
  {
    files: ['{src,sandbox,bench}/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      complexity: ['error', 12],
    },
  },
  {
    // Nest injects by constructor: six dependencies are the stop there, three parameters everywhere else.
    files: ['src/**/*.{service,controller,repository,guard,filter,interceptor,connector,scheme,step}.ts'],
    rules: { '@typescript-eslint/max-params': ['error', { max: 6 }] },
  },
  { files: ['test/**/*.ts'], rules: { 'max-lines': ['error', { max: 300 }] } },
);
