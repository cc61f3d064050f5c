/** What the App Builder says about processes. */
export const processTexts = {
  about: 'What this app does, step by step. Each step names the access token it uses.',
  label: 'Processes',
  columns: { name: 'Name', version: 'Published', changed: 'Draft changed' },
  unpublished: 'Not published',
  version: (version: number) => `Version ${version}`,
  published: (version: number) => `Version ${version} is published; new runs are made of it.`,
  empty: {
    title: 'No processes yet',
    text: 'A process is written in the Serverless Workflow DSL, here or with the API. Begin with the example.',
    docs: 'Open the API pages',
  },
  more: 'Show more processes',
  create: 'New process',
  newPage: {
    title: 'New process',
    about:
      'Change the example to what your process does. It runs as it stands where the access tokens Redox Clinic and Dropbox Files are there, as in the demo.',
    name: 'Name',
    nameHint: '1 to 100 letters, digits and spaces; once in this app.',
    nameMissing: 'Give the process a name first.',
  },
  newVersion: {
    button: 'New version',
    title: (name: string) => `New version of ${name}`,
    about: (version: number) =>
      version === 0
        ? 'Nothing is published yet. Runs are made of what is published.'
        : `Version ${version} is published. Runs under way stay on theirs, new ones are made of what is published next.`,
  },
  editing: {
    words: {
      label: 'Definition',
      hint: 'Serverless Workflow DSL 1.0, as YAML or JSON. Type, paste, or open a file.',
      refused: (count: number) => (count === 1 ? 'One thing is wrong in it:' : `${count} things are wrong in it:`),
      warned: (count: number) =>
        count === 1
          ? 'It can be published. As things are now, one thing would stop a run:'
          : `It can be published. As things are now, ${count} things would stop a run:`,
    },
    sound: 'Nothing is wrong with it.',
    tokens: (count: number) =>
      count === 0
        ? 'No step names an access token.'
        : count === 1
          ? 'The access token that its steps name is there.'
          : `All ${count} access tokens that its steps name are there.`,
    file: 'Open a file',
    replace: {
      title: 'Replace what you typed?',
      consequences: 'The file takes the place of the definition that stands here.',
      confirm: 'Replace',
    },
    check: 'Check',
    save: 'Save as draft',
    saved: 'Saved as a draft. Runs are made of what is published.',
    publish: 'Publish',
    forbidden: 'You may not change the processes of this app',
    forbiddenText: 'Ask an admin, or somebody who designs this app, for the right to it.',
    leave: {
      title: 'Leave without saving?',
      consequences: 'What you changed in the definition is lost.',
      confirm: 'Leave',
      keep: 'Stay',
    },
  },
  tabs: { label: 'Parts of the process', tokens: 'Access tokens', runs: 'Runs', definition: 'Definition' },
  start: {
    button: 'Start a run',
    title: 'Start a run',
    about: (version: number) => `Of version ${version}. The run goes on after this window is closed.`,
    input: 'Input',
    inputHint: 'Any JSON value; the process sees it as its input.',
    badJson: 'This is no JSON.',
    submit: 'Start',
  },
  publish: {
    button: 'Publish draft',
    done: (version: number) => `Version ${version} is published.`,
    title: 'Publish the draft?',
    consequences: 'New runs are made of it. Runs under way stay on their version.',
  },
  schedule: {
    title: 'Schedule',
    kind: { every: 'Every', cron: 'At the times (UTC)', after: 'After each run', on: 'On events' },
    next: 'Next run',
    listening: 'Waits for events',
    waiting: 'Counts from the end of the run under way',
    paused: 'Paused: it starts no runs',
    skipped: (count: number) => (count === 1 ? '1 run did not begin, last' : `${count} runs did not begin, last`),
    pause: 'Pause',
    resume: 'Resume',
  },
  uses: {
    title: 'Access tokens that its steps name',
    about: 'Names are looked up when a step runs: in this app first, then among the global ones.',
    none: 'No step of the draft names an access token.',
    at: 'At',
    calls: 'with',
    fine: 'There is one',
    refused: 'As soon as the draft can be used, the names in it are listed here.',
  },
  definition: {
    draft: 'Draft',
    published: 'Published',
    source: 'Source of',
    older: 'Show older versions',
    label: 'Definition',
  },
} as const;
