import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const DRIVER = pathToFileURL('dist/src/kernel/sqlite-driver.js').href;

/** Leaves statements behind, and does nothing while they are collected: on a Node that minds, at once. */
const IDLE = `
  const { SqliteDriver } = await import(${JSON.stringify(DRIVER)});
  const file = new SqliteDriver(':memory:');
  let kept = [];
  for (let number = 0; number < 200_000; number += 1) {
    const statement = file.prepare('SELECT ' + number % 50);
    if (number % 10 === 0) kept.push(statement, Array(50).fill(number));
  }
  kept = undefined;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  console.log(JSON.stringify(file.prepare('SELECT 1 AS works').get()));
`;

describe('The driver of SQLite', () => {
  it('lives on this Node when its statements are collected while nothing runs', () => {
    const options = ['--input-type=module', '--eval', IDLE];
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
    expect({ status, signal, stdout, stderr }).toMatchObject({ status: 0, signal: null, stdout: '{"works":1}\n' });
  });
});
