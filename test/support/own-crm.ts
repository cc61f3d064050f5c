/** A company's own connector as data, as somebody would send it to the API. */
export function ownCrm(more: Readonly<Record<string, unknown>> = {}, method: Readonly<Record<string, unknown>> = {}) {
  return {
    key: 'own-crm',
    title: 'CRM of the company',
    docs: 'https://docs.crm.example/api',
    hosts: ['login.crm.example'],
    methods: [
      {
        key: 'oauth2',
        title: 'OAuth 2.0',
        fields: {
          region: { kind: 'host-label', label: 'Region', where: 'The first part of the address' },
          clientId: { kind: 'text', label: 'Client ID', where: 'The page of the client' },
          clientSecret: { kind: 'secret', label: 'Client Secret', where: 'The page of the client' },
        },
        setup: ['Register a client.'],
        hosts: ['{region}.crm.example'],
        baseUrl: 'https://{region}.crm.example/api',
        headers: { 'x-region': '{region}' },
        scheme: {
          kind: 'client-credentials',
          client: { id: '{clientId}', secret: 'clientSecret', sentIn: 'basic-header' },
          tokenUrl: 'https://login.crm.example/token/{region}',
          scopes: ['read'],
        },
        probe: { method: 'GET', url: 'https://{region}.crm.example/api/me', identity: ['name'] },
        ...method,
      },
    ],
    ...more,
  };
}
