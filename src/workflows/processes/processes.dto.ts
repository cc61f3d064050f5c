import { IsString, MaxLength } from 'class-validator';
import { IsName } from '../../modules/api/requests/name.validator.js';
import { MayBeAbsent } from '../../modules/api/requests/optional.validator.js';
import type { TokenUse } from '../runtime/definition.js';
import { MAX_SOURCE_CHARACTERS } from '../runtime/language/source.js';
import type { ScheduleEntity } from '../schedules/schedule.entity.js';
import { ScheduleView } from '../schedules/schedules.dto.js';
import type { PlacedWarning } from './definition-check.js';
import type { ProcessEntity } from './process.entity.js';
import type { Findings, Publication } from './process-publishing.js';
import type { ProcessVersionEntity } from './process-version.entity.js';

export class CheckDefinitionRequest {
  /** In the CNCF Serverless Workflow DSL 1.0, as YAML or JSON text. */
  @IsString()
  @MaxLength(MAX_SOURCE_CHARACTERS)
  definition!: string;
}

export class CreateProcessRequest {
  /** 1 to 100 letters, digits and spaces; unique in the app without regard to case. */
  @IsName()
  name!: string;

  /** The definition in the CNCF Serverless Workflow DSL 1.0, as YAML or JSON text. */
  @IsString()
  @MaxLength(MAX_SOURCE_CHARACTERS)
  definition!: string;
}

export class UpdateProcessRequest {
  /** 1 to 100 letters, digits and spaces; unique in the app without regard to case. */
  @MayBeAbsent()
  @IsName()
  name?: string;

  /** The draft; published versions stay as they are. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(MAX_SOURCE_CHARACTERS)
  definition?: string;
}

export class ProcessView {
  id!: string;
  appId!: string;
  name!: string;
  /** The draft. */
  definition!: string;
  /** The version that new runs are made of; 0 when nothing is published. */
  publishedVersion!: number;
  /** What starts runs by itself, if the published version has a schedule. */
  schedule?: ScheduleView;
  createdAt!: Date;
  updatedAt!: Date;

  static of(process: ProcessEntity, schedule?: ScheduleEntity): ProcessView {
    const { id, appId, name, draft, publishedVersion, createdAt, updatedAt } = process;
    return {
      ...{ id, appId, name, definition: draft, publishedVersion, createdAt, updatedAt },
      ...(schedule && { schedule: ScheduleView.of(schedule) }),
    };
  }
}

export class ProcessPage {
  items!: ProcessView[];
  nextCursor?: string;
}

export class TokenUseView {
  /** The task's place, such as `/do/2/upload`. */
  path!: string;
  token!: string;
  action?: string;

  static of({ path, token, action }: TokenUse): TokenUseView {
    return { path, token, ...(action === undefined ? {} : { action }) };
  }
}

export class UseWarningView {
  /** The task's place, such as `/do/2/upload`. */
  path!: string;
  /** From 1, in the text of the definition. */
  line!: number;
  /** The access token that it is about, if it is about one. */
  token?: string;
  code!: string;
  message!: string;

  static of({ path, line, token, code, message }: PlacedWarning): UseWarningView {
    return { path, line, ...(token !== undefined && { token }), code, message };
  }
}

export class CheckView {
  uses!: TokenUseView[];
  /** What would park or fail a run as things are now. */
  warnings!: UseWarningView[];

  static of({ uses, warnings }: Findings): CheckView {
    return { uses: uses.map(TokenUseView.of), warnings: warnings.map(UseWarningView.of) };
  }
}

export class VersionView {
  processId!: string;
  version!: number;
  definition!: string;
  publishedBy!: string;
  publishedAt!: Date;

  static of({ processId, version, definition, publishedBy, publishedAt }: ProcessVersionEntity): VersionView {
    return { processId, version, definition, publishedBy, publishedAt };
  }
}

export class VersionPage {
  items!: VersionView[];
  nextCursor?: string;
}

export class PublicationView extends VersionView {
  uses!: TokenUseView[];
  /** What would park or fail a run as things are now. */
  warnings!: UseWarningView[];

  static ofPublication(publication: Publication): PublicationView {
    return { ...VersionView.of(publication.version), ...CheckView.of(publication) };
  }
}
