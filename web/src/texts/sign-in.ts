/** The pages before the sign-in. */
export const signInTexts = {
  title: 'Sign in',
  about: 'With the account that a tenant admin gave you.',
  email: 'E-mail address',
  password: 'Password',
  showPassword: 'Show the password',
  submit: 'Sign in',
  emailMissing: 'Type your e-mail address.',
  passwordMissing: 'Type your password.',
  tenant: 'Which of your accounts?',
  tenantAbout: 'This address and password open several.',
  forgotten: 'Forgotten, or no account yet? A tenant admin can hand you a link.',
  firstStart: 'Nobody here yet? Open the link that the server printed when it started.',
  ended: {
    title: 'Your session has ended',
    about: (name: string) => `Sign in as ${name}, and go on where you are. What is typed on this page is still there.`,
    other: 'Sign in as somebody else',
  },
} as const;
