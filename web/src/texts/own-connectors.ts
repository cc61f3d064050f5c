/** What the Manage Center says about connectors that a company describes itself. */
export const ownConnectorTexts = {
  title: 'Own connectors',
  about:
    'Systems that Latchkey does not know, described as data. Whoever connects one sees your words and steps, and types no address.',
  create: 'Describe a connector',
  more: 'Show more',
  empty: 'No own connectors yet',
  emptyText:
    'Describe a system of your company once: its hosts, what has to be typed, and how a token is asked for. Then it stands beside all other connectors.',
  columns: { name: 'Connector', hosts: 'Hosts', methods: 'Ways in', changed: 'Changed' },
  newPage: {
    title: 'Describe a connector',
    about:
      'Change the example to what your system asks for. Nothing secret belongs here: people type secrets when they connect.',
    submit: 'Add connector',
    added: (title: string) => `Added "${title}". It can be connected now.`,
  },
  page: {
    facts: {
      key: 'Key',
      hosts: 'Hosts',
      methods: 'Ways in',
      changed: 'Changed',
      tokens: 'Access tokens',
    },
    noTokens: 'None was made with it yet.',
    connect: 'Connect',
    guide: 'Guide',
    submit: 'Save',
    saved: 'Saved. Access tokens take it up when their values are proved with it.',
    notice:
      'Access tokens go on with the description that their values were proved with. To take up a change, open the token, select Edit, prove its values and select Done.',
    more: 'More actions',
    remove: 'Remove',
    removed: (title: string) => `Removed "${title}".`,
    removeTitle: (title: string) => `Remove "${title}"?`,
    removeText: 'Nobody can connect it any more. The description is lost; copy it first if it may be needed again.',
    removeUsed: (count: number) =>
      count === 1
        ? '1 access token was made with it. It goes on with the description that it has, but cannot be moved to a newer one:'
        : `${count} access tokens were made with it. They go on with the description that they have, but cannot be moved to a newer one:`,
    removeAcknowledge: 'Remove it all the same',
  },
  editor: {
    label: 'Description',
    hint: 'JSON or YAML. The page about own connectors in the documentation lists every member.',
    unreadable: 'This is neither JSON nor YAML that can be read.',
    noObject: 'A description has members such as key, title, hosts and methods.',
    refused: (count: number) => (count === 1 ? 'One thing is wrong in it:' : `${count} things are wrong in it:`),
  },
  leave: {
    title: 'Leave without saving?',
    consequences: 'What you changed in the description is lost.',
    confirm: 'Leave',
    keep: 'Stay',
  },
  /** A whole description that is taken as it stands. */
  example: `{
  "key": "own-crm",
  "title": "CRM of the company",
  "docs": "https://docs.crm.example/api",
  "hosts": ["login.crm.example"],
  "methods": [
    {
      "key": "oauth2",
      "title": "OAuth 2.0",
      "fields": {
        "region": { "kind": "host-label", "label": "Region", "where": "The first part of the address" },
        "clientId": { "kind": "text", "label": "Client ID", "where": "The page of the client" },
        "clientSecret": { "kind": "secret", "label": "Client Secret", "where": "The page of the client" }
      },
      "setup": ["Register a client at login.crm.example, and copy its ID and secret into this form."],
      "hosts": ["{region}.crm.example"],
      "baseUrl": "https://{region}.crm.example/api",
      "scheme": {
        "kind": "client-credentials",
        "client": { "id": "{clientId}", "secret": "clientSecret", "sentIn": "basic-header" },
        "tokenUrl": "https://login.crm.example/token",
        "scopes": ["read"]
      },
      "probe": { "method": "GET", "url": "https://{region}.crm.example/api/me", "identity": ["name"] }
    }
  ]
}
`,
} as const;
