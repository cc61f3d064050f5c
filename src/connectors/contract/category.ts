/** Fields of work, for finding a connector among many. */
export const CATEGORIES = {
  ai: 'Artificial intelligence',
  commerce: 'Commerce',
  communication: 'Communication',
  crm: 'Customers and sales',
  data: 'Data and analytics',
  developer: 'Software development',
  enterprise: 'Enterprise systems',
  files: 'Files and documents',
  finance: 'Finance and payments',
  generic: 'Any service',
  healthcare: 'Healthcare',
  identity: 'Identity',
  marketing: 'Marketing',
  people: 'People and work time',
  productivity: 'Office and productivity',
  projects: 'Projects and tasks',
  social: 'Social media',
  support: 'Customer support',
} as const;
export type Category = keyof typeof CATEGORIES;
