import { page, table } from './markdown.mjs';

/** The table of settings, from the one place that reads them. */
export async function configurationPage() {
  const { SETTINGS } = await import('../../dist/src/kernel/settings.js');
  return page(
    '# Configuration',
    'Latchkey reads its settings from the environment, all at once at the start. A bad or missing one ends the start with a line that names it and says what to do; so does a misspelt name that begins with `LATCHKEY_`.',
    table(
      ['Variable', 'Default', 'What it does'],
      Object.values(SETTINGS).map(({ variable, fallback, description, isSecret }) => [
        `\`${variable}\``,
        fallback ? `\`${fallback}\`` : '',
        isSecret ? `${description} Secret.` : description,
      ]),
    ),
  );
}
