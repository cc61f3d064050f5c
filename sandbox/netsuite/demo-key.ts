/** The demo integration's certificate key, public knowledge on purpose: it opens nothing but the sandbox. */
export const netsuiteDemoKey = {
  kid: 'latchkey-demo-certificate-1',
  kty: 'EC',
  x: 'XxQ3SA9iAaBRkLIlt-QIC3prNf-aIXklZoPTAa-Udog',
  y: 'Eds9P9Z6-pUnnJWBm9e3CFS4obrFBtIDaf0Vt-yJW9g',
  crv: 'P-256',
  d: '-2RFiVmj7kMZu9UO3Qo9pMR8MAWjJy3wznZsXHAIbi8',
  alg: 'ES256',
  use: 'sig',
} as const;
