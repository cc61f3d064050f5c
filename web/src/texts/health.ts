/** What needs a person, what keeps failing, and what happened over time. */
export const healthTexts = {
  title: 'Health',
  about: 'What needs somebody, now or within thirty days, and what happened over time.',
  well: {
    title: 'All is well',
    text: 'Every connection works, and none needs a person within the next thirty days.',
  },
  needs: {
    title: 'Needs a person',
    more: 'Show more',
    since: 'since',
    by: 'by',
    probablyBy: 'probably by',
    global: 'Global',
    inApp: 'App',
  },
  actions: {
    reconnect: 'Reconnect',
    configure: 'Edit',
    renew: 'Renew now',
    keepAlive: 'Keep alive',
  },
  told: {
    renewed: (name: string) => `${name} is renewed.`,
    keptAlive: (name: string) => `${name} is kept alive from now on.`,
  },
  alerts: {
    title: 'Causes of trouble',
    about: 'Once for each root cause. What passes is tried again by itself.',
    causes: { 'token-endpoint': 'Token endpoint', client: 'Client' },
    /** What concerns one access token, which the message names. */
    ofToken: { grant: 'A consent does not count any more', credential: 'A credential expires' },
    affects: (count: number) => (count === 1 ? '1 access token' : `${count} access tokens`),
    since: 'since',
    lastSeen: 'last seen',
  },
  charts: {
    title: 'Over time',
    span: 'Span',
    spans: { day: '24 hours', week: '7 days', quarter: '90 days' },
    nothing: 'None in this time.',
    nothingAtAll: 'No resolution and no renewal in this time.',
    resolutions: 'Resolutions',
    resolutionsAbout: 'Names that became credentials.',
    renewals: 'Renewals',
    renewalsAbout: 'Issued tokens that were made new.',
    failures: 'Failed renewals by cause',
    failuresAbout: 'By the code of the error; the access token says what to do.',
    labels: {
      resolved: 'Resolved',
      warned: 'With a warning',
      refused: 'Refused',
      renewed: 'Renewed',
      failed: 'Failed',
    },
    summary: (name: string, totals: string) => `${name}: ${totals}`,
  },
} as const;
