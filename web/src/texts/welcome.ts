/** The page of a one-time link: the first start, an invitation, a new password. */
export const welcomeTexts = {
  titles: {
    'first-admin': 'Welcome to Latchkey',
    invitation: 'You are invited',
    reset: 'Choose a new password',
  },
  about: {
    'first-admin': 'Nobody is here yet. Name your company, and make yourself its first admin.',
    invitation: (tenant: string, email: string) => `To ${tenant}, as ${email}. Choose a password, and you are in.`,
    reset: (tenant: string, email: string) => `For ${email} at ${tenant}. All open sessions of the account will end.`,
  },
  tenantName: 'Company',
  tenantNameHint: 'Letters, digits and spaces.',
  name: 'Your name',
  email: 'Your e-mail address',
  emailHint: 'You sign in with it. Latchkey sends no mail.',
  password: 'Password',
  passwordHint: (least: number) =>
    `At least ${least} characters. Three or four words that do not belong together are good.`,
  showPassword: 'Show the password',
  submit: {
    'first-admin': 'Create and sign in',
    invitation: 'Join',
    reset: 'Set password and sign in',
  },
  missing: {
    tenantName: 'Type the name of your company.',
    name: 'Type your name.',
    email: 'Type your e-mail address.',
    password: (least: number) => `Use at least ${least} characters.`,
  },
  loading: 'Looking at the link',
  dead: 'This link does not open',
  noSecret: 'This page needs the whole link. Copy it again, with everything after the #.',
  toSignIn: 'Go to sign-in',
} as const;
