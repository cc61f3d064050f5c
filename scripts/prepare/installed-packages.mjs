import { existsSync, readFileSync } from 'node:fs';

/** npm's own record of what it put into node_modules. */
const RECORD = 'node_modules/.package-lock.json';

/**
 * Whether node_modules holds what the lock file asks for, by npm's own record; `npm install NAME` changes both and needs
 * no second installation. Optional packages may be missing: most are for other platforms.
 */
export function installedAsLocked() {
  if (!existsSync(RECORD)) return false;
  const installed = packagesOf(RECORD);
  const locked = packagesOf('package-lock.json');
  const isExtra = ([path, entry]) => !isSame(entry, locked[path]);
  const isMissing = ([path, entry]) => !installed[path] && !entry.optional && !entry.devOptional;
  return !Object.entries(installed).some(isExtra) && !Object.entries(locked).some(isMissing);
}

/** All but the project itself. */
function packagesOf(path) {
  const { '': _project, ...packages } = JSON.parse(readFileSync(path, 'utf8')).packages;
  return packages;
}

function isSame(one, other) {
  return one.version === other?.version && one.integrity === other?.integrity && one.link === other?.link;
}
