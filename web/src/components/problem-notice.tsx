import { Alert, Button, Group, Text } from '@mantine/core';
import { asProblem } from '../api/problem.js';
import { tellSessionEnded } from '../api/session-news.js';
import { problemTexts } from '../texts/problems.js';
import { FurtherProblems } from './further-problems.js';
import { Told } from './told.js';

interface ProblemNoticeProps {
  readonly error: unknown;
  /** What may help when asked again. */
  readonly onRetry?: () => void;
  readonly onDismiss?: () => void;
  /** The button of the remedy, where the page knows one. */
  readonly remedy?: React.ReactNode;
}

/** An error where it happened: what, why, and the button that mends it. */
export function ProblemNotice({ error, onRetry, onDismiss, remedy }: ProblemNoticeProps) {
  const problem = asProblem(error);
  const { retryAfter, instance } = problem.said;
  const isSignedOut = problem.code === 'unauthenticated';
  const buttons = isSignedOut ? <SignInButton /> : remedy;
  return (
    <Alert
      role="alert"
      color={problem.remedy === 'wait' ? 'yellow' : 'red'}
      variant="light"
      title={problemTexts.headings[problem.remedy]}
      withCloseButton={onDismiss !== undefined}
      closeButtonLabel={problemTexts.dismiss}
      {...(onDismiss ? { onClose: onDismiss } : {})}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Told text={isSignedOut ? problemTexts.signedOut : problem.message} />{' '}
        {retryAfter === undefined ? null : problemTexts.retryIn(retryAfter)}
      </Text>
      <FurtherProblems facts={problem.said.facts} />
      {problem.remedy === 'ours' && instance !== undefined ? (
        <Text size="xs" c="dimmed" mt={4}>
          {problemTexts.reference(instance)}
        </Text>
      ) : null}
      <Group mt="sm" gap="xs" display={buttons || onRetry ? undefined : 'none'}>
        {buttons}
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {problemTexts.tryAgain}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}

function SignInButton() {
  return (
    <Button size="xs" onClick={tellSessionEnded}>
      {problemTexts.signIn}
    </Button>
  );
}
