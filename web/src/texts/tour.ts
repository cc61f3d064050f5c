/** What the tour of a newcomer says, at each of its places. */
export const tourTexts = {
  label: 'Tour',
  step: (step: number, steps: number) => `Tour, ${step} of ${steps}`,
  next: (place: string) => `Next: ${place}`,
  end: 'End the tour',
  again: 'Show the tour',
  places: {
    tokens: {
      name: 'Access tokens',
      title: 'Connect a system once',
      text: 'Select Add token, choose a connector, and fill in its fields; where it has the mark "Sandbox", values to try are one press away. Nothing is in use before you select Done.',
    },
    apps: {
      name: 'Apps',
      title: 'Let processes name it',
      text: 'An app holds processes or forms. Each step names an access token: one of its app, or a global one. The credential is looked up when the step runs, and a change is in force for the very next step.',
    },
    health: {
      name: 'Health',
      title: 'Hear of trouble before it happens',
      text: 'This page is empty when all is well. What needs a person stands here with the reason, the date, and the button that mends it.',
    },
  },
} as const;
