import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const LINES_KEPT = 200;
const LINES_SHOWN = 20;

export function say(text) {
  process.stderr.write(`[prepare] ${text}\n`);
}

/**
 * Runs one step, says every few seconds that and where it still is, and returns undefined, or the one line that explains
 * why it failed.
 */
export async function runStep({ name, hint, command, explain }) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(`${name} (${hint})...`);
  const output = [];
  let activity = '';
  const progress = setInterval(() => say(`${name}: ${seconds()} s${activity}`), 5_000);
  const status = await follow(command(), (line) => {
    output.push(line);
    if (output.length > LINES_KEPT) output.shift();
    activity = scriptOf(line) ?? activity;
  });
  clearInterval(progress);
  if (status === 0) {
    say(`${name}: done in ${seconds()} s`);
    return undefined;
  }
  const explanation = explain(output.join('\n'));
  for (const line of output.slice(-LINES_SHOWN)) process.stderr.write(`${line}\n`);
  return (
    explanation ?? `${name[0].toUpperCase()}${name.slice(1)} failed with status ${status}; the lines above say why.`
  );
}

/** Resolves to the exit status. The child ends with us. */
function follow([command, ...args], onLine) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: needsShell(command) });
    const stop = () => child.kill();
    process.once('exit', stop);
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
    child.once('error', (error) => {
      onLine(String(error));
      resolve(127);
    });
    child.once('close', (status) => {
      process.off('exit', stop);
      resolve(status ?? 1);
    });
  });
}

/** On Windows npm is a batch file. */
function needsShell(command) {
  return process.platform === 'win32' && command === 'npm';
}

/** npm announces an install script as "> better-sqlite3@12.0.0 install". */
function scriptOf(line) {
  const [, name] = /^> ((?:@[^/\s]+\/)?[^@\s]+)@\S+ (?:pre|post)?install$/.exec(line) ?? [];
  return name && `, running the install script of ${name}`;
}
