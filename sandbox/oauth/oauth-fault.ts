/** Why a token endpoint says no; each vendor has one table that words them. */
export type FaultReason =
  | 'not-a-form'
  | 'no-grant-type'
  | 'unsupported-grant'
  | 'missing-field'
  | 'client-missing'
  | 'client-unknown'
  | 'client-secret'
  | 'client-twice'
  | 'code-unknown'
  | 'code-used'
  | 'code-expired'
  | 'code-client'
  | 'code-redirect'
  | 'code-verifier'
  | 'refresh-unknown'
  | 'refresh-revoked'
  | 'refresh-expired'
  | 'refresh-replaced'
  | 'refresh-reused'
  | 'refresh-client'
  | 'scope'
  | 'assertion';

/** Thrown inside a token endpoint; `detail` is added to the wording where the vendor says more. */
export class OAuthFault extends Error {
  constructor(
    readonly reason: FaultReason,
    readonly detail?: string,
  ) {
    super(detail ?? reason);
    this.name = 'OAuthFault';
  }
}

/** How a vendor words a fault: status, error code, description. */
export type FaultTable = Readonly<Record<FaultReason, readonly [status: number, error: string, description: string]>>;
