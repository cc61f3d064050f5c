import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { parseName } from '../../kernel/name.js';
import { TokensRepository } from '../../modules/tokens/tokens.repository.js';
import type { TokenUse } from '../runtime/definition.js';

/** Something that would park or fail a run as things are now, and may be right by the time it runs. */
export interface UseWarning {
  readonly path: string;
  readonly token: string;
  readonly code: 'token-missing' | 'action-unknown';
  readonly message: string;
}

/** Looks at what a definition names, as things are at this moment. */
@Injectable()
export class UseWarnings {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly connectors: ConnectorsService,
  ) {}

  async of(app: { tenantId: string; appId: string }, uses: readonly TokenUse[]): Promise<UseWarning[]> {
    const warnings = await Promise.all(uses.map((use) => this.warning(app, use)));
    return warnings.filter((warning) => warning !== undefined);
  }

  private async warning(app: { tenantId: string; appId: string }, use: TokenUse): Promise<UseWarning | undefined> {
    const { path, token: name, action } = use;
    const folded = parseName(name)?.folded ?? '';
    const token = await this.tokens.findByName(app.tenantId, app.appId, folded);
    if (!token) {
      const message = `There is no access token "${name}" yet. Until there is one, runs park at this step.`;
      return { path, token: name, code: 'token-missing', message };
    }
    if (action === undefined || this.knows(token.connector, action)) return undefined;
    const message = `"${name}" is a connection to ${token.connector}, which knows no action ${action}.`;
    return { path, token: name, code: 'action-unknown', message };
  }

  private knows(connector: string, action: string): boolean {
    return this.connectors.describe(connector).actions.some(({ key }) => `${connector}.${key}` === action);
  }
}
