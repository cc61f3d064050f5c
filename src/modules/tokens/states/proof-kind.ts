/** What can prove that a connection works. */
export const PROOF_KINDS = ['issuance', 'renewal', 'test', 'use'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];
