import { Injectable } from '@nestjs/common';
import { parseName } from '../../kernel/name.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import type { LookupEntity } from './lookup.entity.js';

/** Something that makes a lookup fail as things are now, and may be right by the time a form asks. */
export interface LookupWarning {
  readonly code: 'token-missing' | 'token-elsewhere' | 'token-disabled';
  readonly message: string;
}

/** Looks at the token that a lookup names, as it is at this moment. */
@Injectable()
export class LookupWarnings {
  constructor(private readonly tokens: TokensRepository) {}

  async of({ tenantId, appId, declaration }: LookupEntity): Promise<LookupWarning[]> {
    const { token: name, action } = declaration;
    const token = await this.tokens.findByName(tenantId, appId, parseName(name)?.folded ?? '');
    if (!token) {
      const message = `There is no access token "${name}" yet. Until there is one, forms get nothing from this lookup.`;
      return [{ code: 'token-missing', message }];
    }
    const [connector = ''] = action.split('.');
    if (token.connector !== connector) {
      const message = `"${name}" is a connection to ${token.connector}, and ${action} needs one to ${connector}.`;
      return [{ code: 'token-elsewhere', message }];
    }
    if (!token.disabledAt) return [];
    return [{ code: 'token-disabled', message: `"${name}" is switched off. Forms get nothing until it is on again.` }];
  }
}
