/** What npm or a compiler prints, and the one line that tells a person what to do. The first that fits counts. */
const CAUSES = [
  [
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/,
    'The packages cannot be installed because the npm registry cannot be reached: check the network or the proxy settings of npm, then run the command again.',
  ],
  [
    /\bcode EUSAGE\b/,
    'The packages cannot be installed because package.json and package-lock.json disagree: run npm install and commit both.',
  ],
  [/\bENOSPC\b/, 'The packages cannot be installed because the disk is full.'],
  [/\bE(ACCES|PERM|ROFS)\b/, 'The packages cannot be installed because this folder may not be written to.'],
  [
    /\b(gyp ERR!|node-gyp)/,
    'SQLite cannot be compiled, and no finished binary could be fetched: install Python 3, make and a C++ compiler, then run the command again.',
  ],
];

/** The explanation of a failed installation, or undefined when its output is none that we know. */
export function explainInstall(output) {
  return CAUSES.find(([sign]) => sign.test(output))?.[1];
}
