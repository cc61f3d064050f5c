import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../../connectors/connectors.service.js';
import type { Connection } from '../../../../connectors/contract/connection.js';
import { Clock } from '../../../../kernel/clock.js';
import type { TenantCaller } from '../../../callers/caller.js';
import { RenewalService } from '../../../renewal/renewal.service.js';
import type { CorrectedValues } from '../../../renewal/renewal-settlements.js';
import type { AccessToken } from '../../../tokens/access-token.entity.js';
import { careOf } from '../../../tokens/care/care-columns.js';
import { namedAs } from '../../../tokens/token-changer.js';
import { TokenSafe } from '../../../tokens/token-safe.js';
import { appOfScope } from '../../../tokens/token-scope.js';
import { tokenChangedMeanwhile } from '../../../tokens/tokens.errors.js';
import { DraftsRepository } from '../drafts.repository.js';
import type { TokenDraft } from '../token-draft.entity.js';

/**
 * New values for a grant that stays: a client has got a new secret, and nobody has to consent again. They are proved by
 * one renewal of the live token at Done, under its lease like any other, and stored together with what it brings.
 */
@Injectable()
export class GrantCorrections {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly safe: TokenSafe,
    private readonly renewals: RenewalService,
    private readonly drafts: DraftsRepository,
    private readonly clock: Clock,
  ) {}

  /** Whether the live grant goes on with the draft's values: the same client at the same addresses, and at no other host. */
  async isFor(token: AccessToken, draft: TokenDraft, connection: Connection): Promise<boolean> {
    const isSameMethod =
      draft.connector === token.connector &&
      draft.method === token.method &&
      JSON.stringify(draft.definition) === JSON.stringify(token.definition);
    if (!isSameMethod || namedAs(draft.name).nameFolded !== token.nameFolded) return false;
    const { scheme } = this.connectors.method(token);
    if (scheme.kind !== 'authorization-code' || token.state === 'needs-reconnect') return false;
    const live = await this.safe.open(token);
    const { values } = connection;
    return (
      live.issued?.refreshToken !== undefined &&
      // A grant is a secret that nobody can type again: it never moves.
      this.connectors.staysAtHosts(connection, live) &&
      scheme.client(live.values).id === scheme.client(values).id &&
      scheme.tokenUrl(live.values) === scheme.tokenUrl(values) &&
      scheme.authorizeUrl(live.values) === scheme.authorizeUrl(values)
    );
  }

  /** A refusal leaves the live token as it was, and the draft too. @throws the vendor's judgement, token-changed-meanwhile */
  async finish(
    caller: TenantCaller,
    { token, draft }: { readonly token: AccessToken; readonly draft: TokenDraft },
    { values }: Connection,
  ): Promise<AccessToken> {
    if (token.revision !== draft.tokenRevision) throw tokenChangedMeanwhile(token.name);
    const corrected: CorrectedValues = {
      values,
      change: {
        ...namedAs(draft.name),
        description: draft.description,
        renewalRate: draft.renewalRate,
        ...careOf(draft),
        revision: token.revision + 1,
        secretsChangedAt: this.clock.now(),
      },
      audit: ({ generation = token.generation }) => entryOf(caller, { token, draft }, generation),
      // Who has changed the draft meanwhile keeps it; the answer of the vendor must be stored anyhow.
      run: async (manager) => void (await this.drafts.remove(manager, draft)),
    };
    return this.renewals.renewWith(token, corrected);
  }
}

function entryOf(
  by: TenantCaller,
  { token, draft }: { readonly token: AccessToken; readonly draft: TokenDraft },
  generation: number,
) {
  const { tenantId, id, name, scopeKey } = token;
  const appId = appOfScope(scopeKey);
  return {
    ...{ tenantId, by, action: 'access-token.changed', generation, facts: { draft: draft.id, grant: 'kept' } },
    subject: { kind: 'access-token', id, name },
    ...(appId === undefined ? {} : { appId }),
  };
}
