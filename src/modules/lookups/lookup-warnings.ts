import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { parseName } from '../../kernel/name.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { needsPerson, type TokenState } from '../tokens/token-state.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import type { LookupEntity } from './lookup.entity.js';

/** Something that makes a lookup fail as things are now, and may be right by the time a form asks. */
export interface LookupWarning {
  readonly code: 'token-missing' | 'token-elsewhere' | 'token-disabled' | `token-${TokenState}`;
  readonly message: string;
}

/** Looks at the token that a lookup names, as it is at this moment. */
@Injectable()
export class LookupWarnings {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly clock: Clock,
  ) {}

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
    if (token.disabledAt)
      return [
        { code: 'token-disabled', message: `"${name}" is switched off. Forms get nothing until it is on again.` },
      ];
    if (!needsPerson(token.state)) return [];
    return [{ code: `token-${token.state}`, message: `${WHY[token.state]} ${this.untilWhen(token)}` }];
  }

  /** A token in doubt is not renewed, and what it has works on. */
  private untilWhen({ name, state, expiresAt }: AccessToken): string {
    if (state !== 'in-doubt' || (expiresAt && expiresAt <= this.clock.now()))
      return `Forms get nothing until "${name}" is mended on its page.`;
    const end = expiresAt ? expiresAt.toISOString() : 'the vendor ends it';
    return `Forms are served by what "${name}" has until ${end}: look at it on its page before.`;
  }
}

const WHY: Readonly<Partial<Record<TokenState, string>>> = {
  'needs-reconnect': 'The vendor has ended the connection.',
  'needs-configuration': 'The vendor refuses the connection as it is set up.',
  'in-doubt': 'An answer of the vendor was lost, and with it perhaps the next grant.',
};
