import type { components } from '../api/generated/openapi.js';

type Fact = components['schemas']['EvidenceDto']['verified'][number];

/** What the guide to a connector says. */
export const connectorTexts = {
  about: (methods: number, actions: number) => {
    const ways = methods === 1 ? '1 way in' : `${methods} ways in`;
    if (actions === 0) return `${ways}.`;
    return `${ways}, ${actions === 1 ? '1 action' : `${actions} actions`}.`;
  },
  key: 'Connector',
  docs: "The vendor's own page",
  quirks: 'Good to know',
  method: {
    key: 'Method',
    issuance: {
      consent: 'A person signs in at the vendor and consents.',
      exchange: 'The fields are exchanged for a token; nobody has to sign in.',
      none: 'Nothing is issued: each request carries or is signed with what was typed.',
    } as Record<string, string>,
    atVendor: 'At the vendor',
    redirect: (label: string) => `The form shows the ${label} to paste there.`,
    fields: 'Fields',
    field: 'Field',
    where: 'Where to find it',
    notes: 'Notes',
    secret: 'secret',
    optional: 'optional',
    oneOf: (labels: string) => `one of ${labels}`,
    preset: (value: string) => `default ${value}`,
    when: (field: string, values: string) => `only when ${field} is ${values}`,
    renewal: 'How its tokens live',
    rate: (label: string) => `Renewal Rate unless you choose another: ${label}.`,
  },
  actions: {
    title: 'Actions',
    about: 'What a step can do without knowing addresses: it calls the name, with a token and the inputs.',
    inputs: 'Input',
    outputs: 'Output',
    name: 'Name',
    givesFile: 'A file.',
    type: 'Type',
    meaning: 'Meaning',
    none: 'None.',
    schema: (part: string) => `${part} as JSON Schema`,
    preset: (value: string) => `Default ${value}.`,
    choices: 'Choices are loaded with the token.',
    optional: '(optional)',
    repeatable: 'Can be repeated safely.',
    reads: 'Changes nothing, so a lookup of a form may run it.',
    keyed: 'Is repeated with a key by which the vendor knows the repetition.',
    once: 'Is not repeated when an answer is lost.',
    types: { file: 'file', anything: 'anything', or: ' or ', list: (type: string) => `list of ${type}` },
  },
  evidence: {
    title: 'How these facts are known',
    mark: 'Community facts',
    verified: 'Read in what the vendor publishes:',
    nothing: 'Nothing here was read in what the vendor publishes yet.',
    community: 'Other facts are what programs and lists of other people say; nobody compared them with the vendor.',
    rest: 'What is not stated here is not known.',
    sources: 'Sources',
    facts: {
      addresses: 'where people consent, where tokens are asked for, where the API is',
      client: 'how the client shows who it is, or how a key is sent',
      scopes: 'what the scopes are called',
      'offline-access': 'what has to be asked for to get a refresh token',
      pkce: 'whether PKCE is known or asked for',
      lifetimes: 'how long tokens work',
      rotation: 'what a renewal does to the refresh token',
      probe: 'the call that proves a connection',
      screens: "what the fields are called and where they stand in the vendor's screens",
    } satisfies Record<Fact, string>,
  },
} as const;
