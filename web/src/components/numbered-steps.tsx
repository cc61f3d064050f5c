import classes from './numbered-steps.module.css';

/** What to do one after the other, one sentence or two each. */
export function NumberedSteps({ steps }: { readonly steps: readonly string[] }) {
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}
