import type { Right } from '../api/session.js';

/** The keys of programs. */
export const keysTexts = {
  title: 'API keys',
  about:
    'With these, programs prove who they are: workflow engines, scripts, and whatever else asks Latchkey for a token.',
  appTitle: 'Keys of this app',
  appAbout: 'They work in this app alone. A form, or an outside engine, asks with one of them.',
  create: 'Create key',
  more: 'Show more keys',
  columns: {
    name: 'Name',
    reach: 'Works in',
    rights: 'May',
    state: 'State',
    lastUsed: 'Last used',
    ends: 'Ends',
    actions: 'Actions',
  },
  states: { active: 'Active', expired: 'Ended', revoked: 'Revoked' },
  tenant: 'The whole tenant',
  noEnd: 'Does not end',
  revoke: 'Revoke',
  revokeOf: (name: string) => `Revoke ${name}`,
  empty: 'No keys yet',
  emptyText: 'Create one for the first program. It is shown once, and only its digest is kept.',
  rights: {
    'manage-tenant': { name: 'Manage the tenant', about: 'Users, keys, the audit and the settings.' },
    'manage-global-tokens': { name: 'Manage global tokens', about: 'Add, change, renew and remove them.' },
    'view-global-tokens': { name: 'See global tokens', about: 'Their states and uses, never their secrets.' },
    'manage-app': { name: 'Manage apps', about: 'Access tokens, processes and lookups of apps.' },
    run: { name: 'Run', about: 'Resolve access tokens by name, start runs, ask lookups.' },
  } satisfies Record<Right, { readonly name: string; readonly about: string }>,
  form: {
    title: 'Create an API key',
    name: 'Name',
    nameHint: 'Which program uses it.',
    nameMissing: 'Say which program uses it.',
    reach: 'Works in',
    rights: 'May',
    rightsMissing: 'Choose at least one.',
    ends: 'Ends',
    lives: { '30': 'In 30 days', '90': 'In 90 days', '365': 'In a year', '0': 'Never' },
    submit: 'Create key',
  },
  made: {
    title: (name: string) => `The key of ${name}`,
    about: 'Store it now where the program finds it. Latchkey keeps only a digest, and cannot show it again.',
    label: 'API key',
    note: 'The program sends it as "Authorization: Bearer" with each request.',
    done: 'I have stored it',
  },
  confirm: {
    title: (name: string) => `Revoke ${name}?`,
    text: 'Its very next request is refused. There is no way back; a new key takes its place.',
  },
  revoked: (name: string) => `${name} is revoked.`,
} as const;
