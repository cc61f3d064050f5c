import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';
import { IsName } from '../api/requests/name.validator.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import { APP_KINDS, type AppEntity, type AppKind } from './app.entity.js';

export class CreateAppRequest {
  /** 1 to 100 letters, digits and spaces; unique in the tenant without regard to case. */
  @IsName()
  name!: string;

  /** In a process-based app all processes share its access tokens; in a form-based app they serve that app alone. */
  @IsIn(APP_KINDS)
  kind!: AppKind;

  /** Names of access tokens that the app's forms, or an outside engine, may resolve. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(200)
  @IsName({ each: true })
  declaredTokens?: string[];
}

export class UpdateAppRequest {
  /** 1 to 100 letters, digits and spaces; unique in the tenant without regard to case. */
  @MayBeAbsent()
  @IsName()
  name?: string;

  /** All names at once; those left out may no longer be resolved unless a published process names them. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(200)
  @IsName({ each: true })
  declaredTokens?: string[];
}

export class DeleteAppQuery {
  /** The name of the app, repeated exactly. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(400)
  name?: string;
}

export class AppView {
  id!: string;
  name!: string;
  kind!: AppKind;
  declaredTokens!: string[];
  /** ISO 8601, UTC. */
  createdAt!: string;
  /** ISO 8601, UTC. */
  updatedAt!: string;

  static of(app: AppEntity): AppView {
    return Object.assign(new AppView(), {
      id: app.id,
      name: app.name,
      kind: app.kind,
      declaredTokens: app.declaredTokens,
      createdAt: app.createdAt.toISOString(),
      updatedAt: app.updatedAt.toISOString(),
    });
  }
}

export class AppPage {
  items!: AppView[];
  /** Absent on the last page. */
  nextCursor?: string;
}
