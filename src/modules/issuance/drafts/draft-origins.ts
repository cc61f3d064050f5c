import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { Connection } from '../../../connectors/contract/connection.js';
import { AppsService } from '../../apps/apps.service.js';
import type { TenantCaller } from '../../callers/caller.js';
import { type CareColumns, careOf, USUAL_CARE } from '../../tokens/care/care-columns.js';
import { requireManaging, TokenChanger } from '../../tokens/token-changer.js';
import { TokenSafe } from '../../tokens/token-safe.js';
import { scopeKeyOf } from '../../tokens/token-scope.js';
import { connectorNotNamed, methodNotNamed } from '../issuance.errors.js';
import type { CreateDraftDto } from './draft.dto.js';
import type { TokenDraft } from './token-draft.entity.js';

export type DraftBeginning = Pick<
  TokenDraft,
  'scopeKey' | 'tokenId' | 'tokenRevision' | 'name' | 'description' | 'renewalRate' | keyof CareColumns
> & {
  readonly connection: Connection;
};

/** Where a draft begins: with nothing but a connector, or with the values of a live token. */
@Injectable()
export class DraftOrigins {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly changer: TokenChanger,
    private readonly apps: AppsService,
    private readonly safe: TokenSafe,
  ) {}

  of(caller: TenantCaller, wanted: CreateDraftDto): Promise<DraftBeginning> {
    return wanted.tokenId === undefined ? this.fresh(caller, wanted) : this.over(caller, wanted.tokenId, wanted.method);
  }

  private async fresh(caller: TenantCaller, { appId, connector, method }: CreateDraftDto): Promise<DraftBeginning> {
    if (connector === undefined) throw connectorNotNamed(this.connectors.list().map(({ key }) => key));
    const scopeKey = scopeKeyOf(appId === undefined ? undefined : (await this.apps.get(caller, appId)).id);
    requireManaging(caller, scopeKey);
    const name = { connector, method: this.methodOf(connector, method) };
    return {
      scopeKey,
      tokenId: null,
      tokenRevision: null,
      name: '',
      description: '',
      renewalRate: this.changer.rateOf(name, undefined),
      ...USUAL_CARE,
      connection: { ...name, values: this.connectors.parseFields(name, {}, { complete: false }).values },
    };
  }

  /** Another method of the same connector starts with empty fields. */
  private async over(caller: TenantCaller, tokenId: string, method: string | undefined): Promise<DraftBeginning> {
    const token = await this.changer.manageable(caller, tokenId);
    const { issued: _, ...connection } = await this.safe.open(token);
    const isSameMethod = method === undefined || method === token.method;
    const name = {
      connector: token.connector,
      method: isSameMethod ? token.method : this.methodOf(token.connector, method),
    };
    const values = isSameMethod ? connection.values : this.connectors.parseFields(name, {}, { complete: false }).values;
    return {
      scopeKey: token.scopeKey,
      tokenId: token.id,
      tokenRevision: token.revision,
      name: token.name,
      description: token.description,
      renewalRate: isSameMethod ? token.renewalRate : this.changer.rateOf(name, undefined),
      ...careOf(token),
      connection: { ...name, values },
    };
  }

  private methodOf(connector: string, method: string | undefined): string {
    const methods = this.connectors.describe(connector).methods.map(({ key }) => key);
    const [only] = methods;
    if (method === undefined && methods.length === 1 && only !== undefined) return only;
    if (method === undefined) throw methodNotNamed(methods);
    return this.connectors.method({ connector, method }).key;
  }
}
