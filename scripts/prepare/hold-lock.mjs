import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { say } from './run-step.mjs';

const HEARTBEAT_MS = 2_000;
/** Without a heartbeat for this long, the lock of a process that is gone is cleared away... */
const DEAD_AFTER_MS = 10_000;
/** ...and that of one which seems to live too: process numbers are used again. */
const LOST_AFTER_MS = 300_000;

/**
 * Runs the work while no other process of this clone does: the lock is a file that only one can create, kept fresh by
 * its owner.
 */
export async function holdingLock(path, work) {
  await take(path);
  const release = () => rmSync(path, { force: true });
  const interrupted = () => process.exit(130);
  process.once('exit', release);
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  const heartbeat = setInterval(() => utimesSync(path, new Date(), new Date()), HEARTBEAT_MS).unref();
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    release();
  }
}

async function take(path) {
  for (let waits = 0; !created(path); waits++) {
    if (waits === 4) say('another command prepares this clone; waiting for it...');
    clearIfAbandoned(path);
    await sleep(250);
  }
}

function created(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A file can be moved away once, so of several waiters one clears it. */
function clearIfAbandoned(path) {
  const grave = `${path}.${process.pid}`;
  try {
    const age = Date.now() - statSync(path).mtimeMs;
    const owner = Number(readFileSync(path, 'utf8'));
    if (age < DEAD_AFTER_MS || (isAlive(owner) && age < LOST_AFTER_MS)) return;
    renameSync(path, grave);
    // Somebody was quicker and the file is already that of the next owner: give it back.
    if (Number(readFileSync(grave, 'utf8')) !== owner) renameSync(grave, path);
    rmSync(grave, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
