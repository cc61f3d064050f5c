import { ApiProperty } from '@nestjs/swagger';
import { ResolvedTokenDto } from '../resolution/resolution.dto.js';
import type { Resolution } from '../resolution/resolution.js';
import type { LookupEntity } from './lookup.entity.js';
import type { LookupWarning } from './lookup-warnings.js';
import { LookupChoicesDto, LookupParameterDto } from './lookups.dto.js';
import type { LookupAnswer } from './running/lookup-runs.js';

export class LookupWarningDto {
  /** token-missing, token-elsewhere, token-disabled, token-in-doubt, token-needs-reconnect or token-needs-configuration. */
  code!: string;
  message!: string;
}

export class LookupView {
  id!: string;
  appId!: string;
  name!: string;
  description?: string;
  action!: string;
  token!: string;
  fixed!: Record<string, unknown>;
  @ApiProperty({ type: [LookupParameterDto] })
  parameters!: readonly LookupParameterDto[];
  choices?: LookupChoicesDto;
  /** What makes it fail as things are now. */
  warnings!: LookupWarningDto[];
  /** ISO 8601, UTC. */
  createdAt!: string;
  /** ISO 8601, UTC. */
  updatedAt!: string;

  static of({ declaration, ...row }: LookupEntity, warnings: readonly LookupWarning[]): LookupView {
    const { id, appId, name, createdAt, updatedAt } = row;
    const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
    return Object.assign(new LookupView(), { id, appId, name, ...declaration, warnings: [...warnings], ...times });
  }
}

export class LookupPage {
  items!: LookupView[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export class LookupItemDto {
  value!: string;
  label!: string;
  /** What the declaration adds, by name; null where an item has none. */
  columns?: Record<string, unknown>;
}

export class LookupAnswerDto {
  /** Of a lookup with choices. */
  @ApiProperty({ type: [LookupItemDto], required: false })
  items?: readonly LookupItemDto[];
  /** Of a lookup with choices: there are more than these. Ask for less, such as for what begins with some letters. */
  hasMore?: boolean;
  /** Of a lookup without choices: what the action answered. */
  output?: unknown;
  /** Which token served it, and at which generation. */
  token!: ResolvedTokenDto;
  /** The token works, but its renewal fails; only for those who may change the app. */
  warning?: string;

  static of(answer: LookupAnswer, mayKnow: boolean): LookupAnswerDto {
    const { resolution, ...found } = answer;
    return Object.assign(new LookupAnswerDto(), found, toldOf(resolution, mayKnow));
  }
}

function toldOf({ token, warning }: Resolution, mayKnow: boolean): Pick<LookupAnswerDto, 'token' | 'warning'> {
  return { token, ...(mayKnow && warning !== undefined ? { warning } : {}) };
}
