/** What the App Builder says about apps. */
export const appsTexts = {
  title: 'Apps',
  about: 'An app holds processes or forms, and access tokens of its own. Its steps may use those and the global ones.',
  create: 'Create app',
  kinds: {
    'process-based': {
      name: 'Process-based',
      about: 'All processes of the app share its access tokens.',
    },
    'form-based': {
      name: 'Form-based',
      about: 'Its access tokens serve this app alone; it declares the names that its forms may use.',
    },
  },
  columns: { name: 'Name', kind: 'Kind', changed: 'Changed' },
  empty: {
    title: 'No apps yet',
    text: 'Create one to give its processes or forms access tokens that no other app can use.',
    notYours: 'Ask a tenant admin to give you an app to design.',
  },
  more: 'Show more apps',
  form: {
    title: 'Create app',
    name: 'Name',
    nameHint: 'Letters, digits and spaces. Unique in the tenant.',
    nameMissing: 'Give the app a name.',
    kind: 'Kind',
    submit: 'Create app',
    created: (name: string) => `Created "${name}".`,
  },
  tabs: {
    label: 'Parts of the app',
    tokens: 'Access tokens',
    processes: 'Processes',
    lookups: 'Lookups',
    runs: 'Runs',
    keys: 'API keys',
    settings: 'Settings',
  },
  settings: {
    naming: 'Name',
    rename: 'Save name',
    renamed: 'The name is saved.',
    declared: 'Declared access tokens',
    declaredAbout:
      'Names that this app’s forms, or an outside engine, may resolve. Processes need no entry: a published process may use every name that its steps say.',
    declaredLabel: 'Names',
    declaredHint: 'Type a name and press Enter.',
    saveDeclared: 'Save names',
    declaredSaved: 'The names are saved.',
    readOnly: 'You may look at these settings. Changing them needs the right "manage-app".',
    danger: 'Delete app',
    dangerAbout: 'Deletes the app with its access tokens, processes, runs and keys. Global access tokens stay.',
    mayDelete: 'Apps of this tenant may be deleted',
    mayDeleteAbout: 'Counts for every app. Switch it off again when you are done.',
    repeat: (name: string) => `Repeat the name of the app: ${name}`,
    delete: 'Delete app',
    deleteTitle: (name: string) => `Delete "${name}"?`,
    deleteConsequences:
      'Its access tokens, processes, runs and keys are deleted for good. Running processes end. There is no way back.',
    deleted: (name: string) => `Deleted "${name}".`,
  },
} as const;
