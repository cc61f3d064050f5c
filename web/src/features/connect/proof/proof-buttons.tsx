import { Button } from '@mantine/core';
import { connectTexts } from '../../../texts/connect.js';
import type { Draft, Method } from '../connect-queries.js';
import type { Proofs } from './use-proofs.js';

interface ProofButtonsProps {
  readonly draft: Draft;
  readonly method: Method;
  readonly proofs: Proofs;
  readonly isWaiting: boolean;
}

/** The next one to press is the filled one. */
export function ProofButtons({ draft, method, proofs, isWaiting }: ProofButtonsProps) {
  const issues = method.issuance !== 'none';
  const isIssued = draft.issued !== undefined;
  const testIsNext = !issues && draft.provedAt === undefined;
  return (
    <>
      {issues ? (
        <Button
          variant={isIssued ? 'default' : 'filled'}
          loading={proofs.isIssuing}
          disabled={isWaiting}
          onClick={proofs.begin}
        >
          {method.issueLabel}
        </Button>
      ) : null}
      <Button
        variant={testIsNext ? 'filled' : 'default'}
        loading={proofs.isTesting}
        disabled={(issues && !isIssued) || isWaiting}
        onClick={proofs.test}
      >
        {connectTexts.proof.test}
      </Button>
    </>
  );
}
