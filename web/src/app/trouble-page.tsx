import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { asProblem } from '../api/problem.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { NotFoundPage } from './not-found-page.js';

/** A page that could not be shown, with the way to try again. */
export function TroublePage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  if (asProblem(error).status === 404) return <NotFoundPage />;
  const tryAgain = () => {
    boundary.reset();
    reset();
    void router.invalidate();
  };
  return <ProblemNotice error={error} onRetry={tryAgain} />;
}
