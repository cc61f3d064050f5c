import { IntersectionType } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../modules/api/page.dto.js';
import { IsInstant } from '../../modules/api/requests/instant.validator.js';
import { MayBeAbsent } from '../../modules/api/requests/optional.validator.js';
import type { RunWish } from './run-search.js';
import { RUN_STATUSES, type RunStatus } from './run-status.js';
import { RUN_TRIGGERS, type RunTrigger } from './run-trigger.js';

const PREFIX = 'run_';
const STATUSES = new RegExp(`^(?:${RUN_STATUSES.join('|')})(?:,(?:${RUN_STATUSES.join('|')}))*$`);

/** Which runs are wanted. */
export class FilterRunsQuery {
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  appId?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  processId?: string;

  /** Only those that steps of this run have started. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  parentRunId?: string;

  /** One status, or several with commas between. */
  @MayBeAbsent()
  @Matches(STATUSES, { message: `$property must be one or several, with commas, of ${RUN_STATUSES.join(', ')}` })
  @MaxLength(200)
  status?: string;

  /** Only those that began for this reason. */
  @MayBeAbsent()
  @IsIn(RUN_TRIGGERS)
  trigger?: RunTrigger;

  /** Only those that started at this instant or later, ISO 8601. */
  @MayBeAbsent()
  @IsInstant()
  @MaxLength(40)
  startedAfter?: string;

  /** Only those that started before this instant, ISO 8601. */
  @MayBeAbsent()
  @IsInstant()
  @MaxLength(40)
  startedBefore?: string;

  /** Only those that are parked on the access token of this name. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  token?: string;

  /** Only those whose id begins like this, with or without `run_`. */
  @MayBeAbsent()
  @Matches(/^[a-z0-9_]{1,64}$/, { message: '$property must be the beginning of the id of a run' })
  search?: string;
}

export class ListRunsQuery extends IntersectionType(PageQuery, FilterRunsQuery) {}

export function filterOf(query: FilterRunsQuery): RunWish {
  const { appId, processId, parentRunId, status, trigger, startedAfter, startedBefore, token, search } = query;
  return {
    ...(appId !== undefined && { appId }),
    ...(processId !== undefined && { processId }),
    ...(parentRunId !== undefined && { parentRunId }),
    ...(status !== undefined && { status: status.split(',') as RunStatus[] }),
    ...(trigger !== undefined && { trigger }),
    ...(startedAfter !== undefined && { startedAfter: new Date(startedAfter) }),
    ...(startedBefore !== undefined && { startedBefore: new Date(startedBefore) }),
    ...(token !== undefined && { token }),
    ...(search !== undefined && { idFrom: idFrom(search) }),
  };
}

/** Who types an id begins with its prefix, or leaves that out. */
function idFrom(search: string): string {
  if (PREFIX.startsWith(search)) return PREFIX;
  return search.startsWith(PREFIX) ? search : `${PREFIX}${search}`;
}
