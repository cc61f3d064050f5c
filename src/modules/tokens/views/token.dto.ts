import { IsBooleanString, IsIn, IsISO8601, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../api/page.dto.js';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import { CareSettingsDto, TokenCareDto } from '../care/care.dto.js';
import { HealthDto, TokenStateDto } from '../states/state.dto.js';
import { SHOWN_STATES, type ShownState } from '../token-state.js';
import { NamesakeDto } from './namesake.dto.js';

export class ListTokensQuery extends PageQuery {
  /** `global`, or the id of an app. Absent: all that the caller sees. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  scope?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  connector?: string;

  @MayBeAbsent()
  @IsIn(SHOWN_STATES)
  state?: ShownState;

  /** Only tokens that need a person before this instant, those that need one now included. */
  @MayBeAbsent()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  needsPersonBefore?: string;

  /** Part of the name or of the description. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  search?: string;
}

/** What can be changed without touching credentials; those go through a draft. */
export class ChangeTokenDto extends CareSettingsDto {
  /** Letters, digits and spaces; unique in its scope without regard to case. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(400)
  name?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(4000)
  description?: string;

  /** One of the rates that the connector offers. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  renewalRate?: string;
}

export class RemoveTokenQuery {
  /** `true` removes a token that is in use; runs that need it park. */
  @MayBeAbsent()
  @IsBooleanString()
  force?: string;
}

export class TokenUseDto {
  appId!: string;
  /** Absent for the app's own declaration. */
  processId?: string;
  version?: number;
  /** Path of the step in the definition. */
  stepPath!: string;
}

export class TokenDto extends TokenCareDto {
  id!: string;
  name!: string;
  description!: string;
  /** `global`, or the id of the app. */
  scope!: string;
  connector!: string;
  method!: string;
  /** The fields that are no secrets. */
  fields!: Record<string, string>;
  /** The secret fields that are set; they are never shown again. */
  secretsSet!: string[];
  secretsChangedAt!: Date;
  renewalRate!: string;
  /** Rises with every change, renewals included; each resolution returns it. */
  generation!: number;
  state!: TokenStateDto;
  health!: HealthDto;
  /** Who answered the last proof, as the vendor names it. */
  account?: string;
  /** When an issuance, a renewal or a test last proved that the connection works; uses are in `health`. */
  provedAt?: Date;
  issuedAt?: Date;
  expiresAt?: Date;
  lastRenewalAt?: Date;
  nextRenewalAt?: Date;
  failures!: number;
  lastFailureAt?: Date;
  lastUsedAt?: Date;
  /** The global token that this one hides in its app. */
  hides?: NamesakeDto;
  /** The tokens of apps that hide this global one there. */
  hiddenBy!: NamesakeDto[];
  createdAt!: Date;
  changedAt!: Date;
}

export class TokenPageDto {
  items!: TokenDto[];
  nextCursor?: string;
}

export class TokenUsesDto {
  items!: TokenUseDto[];
}
