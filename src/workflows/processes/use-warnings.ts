import { Injectable } from '@nestjs/common';
import { type ConnectorName, ConnectorsService } from '../../connectors/connectors.service.js';
import { parseName } from '../../kernel/name.js';
import { TokensRepository } from '../../modules/tokens/tokens.repository.js';
import type { Definition, ProcessName, TokenUse } from '../runtime/definition.js';
import { nearest } from '../runtime/language/words/suggestion.js';
import { type ActionInputsUse, actionInputsIn, processNamesIn } from '../runtime/uses.js';
import { NamedProcesses } from './named-processes.js';

/** Something that would park or fail a run as things are now, and may be right by the time it runs. */
export interface UseWarning {
  readonly path: string;
  /** The access token that is named there, if it is about one. */
  readonly token?: string;
  readonly code: 'token-missing' | 'action-unknown' | 'inputs-wrong' | 'process-missing';
  readonly message: string;
}

/** Looks at what a definition names, as things are at this moment. */
@Injectable()
export class UseWarnings {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly connectors: ConnectorsService,
    private readonly processes: NamedProcesses,
  ) {}

  async of(
    app: { tenantId: string; appId: string },
    { uses, workflow }: Pick<Definition, 'uses' | 'workflow'>,
  ): Promise<UseWarning[]> {
    const warnings = await Promise.all([
      ...uses.map((use) => this.warning(app, use)),
      ...processNamesIn(workflow).map(({ path, process }) => this.processWarning(app, path, process)),
    ]);
    const seen = new Set(warnings.flatMap((warning) => (warning?.code === 'action-unknown' ? warning.path : [])));
    const wrong = actionInputsIn(workflow).map(
      (use) => this.inputsWarning(use) ?? (seen.has(use.path) ? undefined : this.actionWarning(use)),
    );
    return [...warnings, ...wrong].filter((warning) => warning !== undefined);
  }

  private async warning(app: { tenantId: string; appId: string }, use: TokenUse): Promise<UseWarning | undefined> {
    const { path, token: name, action } = use;
    const folded = parseName(name)?.folded ?? '';
    const token = await this.tokens.findByName(app.tenantId, app.appId, folded);
    if (!token) {
      const message = `There is no access token "${name}" yet. Until there is one, runs park at this step.`;
      return { path, token: name, code: 'token-missing', message };
    }
    if (action === undefined || this.knows(token, action)) return undefined;
    const message = `"${name}" is a connection to ${token.connector}, which knows no action ${action}.`;
    return { path, token: name, code: 'action-unknown', message };
  }

  private inputsWarning({ path, action, known, open }: ActionInputsUse): UseWarning | undefined {
    const message = this.connectors.whyWrong(action, { known, open });
    return message === undefined ? undefined : { path, code: 'inputs-wrong', message };
  }

  /** Also while its token is missing, which says nothing of the action. */
  private actionWarning({ path, action }: ActionInputsUse): UseWarning | undefined {
    if (this.connectors.action(action)) return undefined;
    const [connector = '', key = ''] = action.split('.');
    const isKnown = this.connectors.list().some((one) => one.key === connector);
    const keys = isKnown ? this.connectors.describe(connector).actions.map((one) => one.key) : [];
    const meant = nearest(key, keys);
    const message = isKnown
      ? `The connector ${connector} has no action ${key}${meant === undefined ? '.' : `; did you mean ${connector}.${meant}?`}`
      : `Nobody knows the action ${action}: there is no connector ${connector} that has it.`;
    return { path, code: 'action-unknown', message };
  }

  private async processWarning(
    app: { tenantId: string; appId: string },
    path: string,
    process: ProcessName,
  ): Promise<UseWarning | undefined> {
    if (await this.processes.find(app, process)) return undefined;
    const { namespace, name, version } = process;
    const message = `This app has published no process "${namespace}/${name}" of version ${version} yet. Until it has, this step fails.`;
    return { path, code: 'process-missing', message };
  }

  private knows(token: ConnectorName, action: string): boolean {
    const { key: connector, actions } = this.connectors.describe(token);
    return actions.some(({ key }) => `${connector}.${key}` === action);
  }
}
