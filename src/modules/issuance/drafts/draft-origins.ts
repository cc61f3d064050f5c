import { Injectable } from '@nestjs/common';
import { type ConnectorName, ConnectorsService } from '../../../connectors/connectors.service.js';
import type { Connection } from '../../../connectors/contract/connection.js';
import type { Method } from '../../../connectors/contract/connector.js';
import type { FieldValues } from '../../../connectors/contract/fields.js';
import { AppsService } from '../../apps/apps.service.js';
import type { TenantCaller } from '../../callers/caller.js';
import { OwnConnectorsService } from '../../own-connectors/own-connectors.service.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
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
    private readonly own: OwnConnectorsService,
  ) {}

  of(caller: TenantCaller, wanted: CreateDraftDto): Promise<DraftBeginning> {
    return wanted.tokenId === undefined ? this.fresh(caller, wanted) : this.over(caller, wanted.tokenId, wanted.method);
  }

  private async fresh(caller: TenantCaller, { appId, connector, method }: CreateDraftDto): Promise<DraftBeginning> {
    if (connector === undefined) throw connectorNotNamed(this.connectors.list().map(({ key }) => key));
    const scopeKey = scopeKeyOf(appId === undefined ? undefined : (await this.apps.get(caller, appId)).id);
    requireManaging(caller, scopeKey);
    const named = await this.connectorOf(caller, connector);
    const name = { ...named, method: this.methodOf(named, method) };
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
    const live = await this.safe.open(token);
    const named = token.definition === null ? { connector: token.connector } : await this.newestOf(caller, token);
    const isSameMethod = method === undefined || method === token.method;
    const name = { ...named, method: this.methodOf(named, isSameMethod ? token.method : method) };
    const kept = isSameMethod ? { kept: valuesFor(this.connectors.method(name), live.values), keptFrom: live } : {};
    const { values } = this.connectors.parseFields(name, {}, { ...kept, complete: false });
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

  /** One of the house, or one of the tenant's own as it is defined now. @throws connector-unknown */
  private async connectorOf(caller: TenantCaller, connector: string): Promise<ConnectorName> {
    const definition = await this.own.definitionFor(caller, connector);
    return definition === undefined ? { connector } : { connector, definition };
  }

  /** A definition that was removed lives on in the tokens that were made with it. */
  private async newestOf(caller: TenantCaller, token: AccessToken): Promise<ConnectorName> {
    const definition = (await this.own.definitionFor(caller, token.connector)) ?? token.definition;
    return { connector: token.connector, definition };
  }

  private methodOf(connector: ConnectorName, method: string | undefined): string {
    // A whole description, with the forms of all actions, is long to make: nobody waits for it who names the method.
    if (method !== undefined) return this.connectors.method({ ...connector, method }).key;
    const methods = this.connectors.describe(connector).methods.map(({ key }) => key);
    const [only] = methods;
    if (methods.length === 1 && only !== undefined) return only;
    throw methodNotNamed(methods);
  }
}

/** Those of fields that are still declared; a definition may have lost some. */
function valuesFor({ fields }: Method, values: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(fields, key)));
}
