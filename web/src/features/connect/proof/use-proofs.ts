import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Draft, draftDoors, draftQuery, type Method } from '../connect-queries.js';
import type { Consent } from './use-consent.js';

interface Means {
  /** Saves what is typed. False when it could not be saved. */
  readonly flush: () => Promise<boolean>;
  readonly consent: Consent;
  readonly check: () => boolean;
}

export interface Proofs {
  /** Get OAuth 2.0 Access Token: by consent in a window, or by exchange. */
  readonly begin: () => void;
  /** Test Connection. */
  readonly test: () => void;
  readonly isIssuing: boolean;
  readonly isTesting: boolean;
  readonly error: unknown;
}

/** The two buttons that prove a draft at its vendor. */
export function useProofs(draft: Draft, method: Method, { flush, consent, check }: Means): Proofs {
  const client = useQueryClient();
  const { queryKey } = draftQuery(draft.id);
  const refresh = () => client.invalidateQueries({ queryKey });
  const isByConsent = method.issuance === 'consent';
  const issuance = useMutation({
    mutationFn: async () => {
      if (isByConsent) return consent.begin(flush);
      if (!(await flush())) return;
      client.setQueryData(queryKey, (await draftDoors.issue(draft.id)).draft);
    },
    onError: refresh,
  });
  const test = useMutation({
    mutationFn: async () => ((await flush()) ? draftDoors.test(draft.id) : undefined),
    onSettled: refresh,
  });
  return {
    begin: () => {
      if (!check()) return;
      test.reset();
      if (isByConsent) consent.openWindow();
      issuance.mutate();
    },
    test: () => {
      if (!check()) return;
      issuance.reset();
      test.mutate();
    },
    isIssuing: issuance.isPending,
    isTesting: test.isPending,
    error: issuance.error ?? test.error,
  };
}
