import { IsBooleanString, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../api/page.dto.js';
import { IsInstant } from '../../api/requests/instant.validator.js';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import { CareSettingsDto, TokenCareDto } from '../care/care.dto.js';
import { TOKEN_SORTS } from '../listing/token-columns.js';
import { HealthDto, TokenStateDto } from '../states/state.dto.js';
import { SHOWN_STATES } from '../token-state.js';
import { NamesakeDto } from './namesake.dto.js';

const STATE_LIST = new RegExp(`^(${SHOWN_STATES.join('|')})(,(${SHOWN_STATES.join('|')}))*$`);

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

  /** The value of the field `environment`, which many connectors have. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  environment?: string;

  /** One state, or several with commas in between. */
  @MayBeAbsent()
  @Matches(STATE_LIST, { message: `state must be one or more of ${SHOWN_STATES.join(', ')}` })
  @MaxLength(200)
  state?: string;

  /** Only tokens that need a person before this instant, those that need one now included. */
  @MayBeAbsent()
  @IsInstant()
  @MaxLength(40)
  needsPersonBefore?: string;

  /** Part of the name or of the description. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  search?: string;

  /** What to sort by; with a minus sign the other way round. Absent: in the order of creation. */
  @MayBeAbsent()
  @IsIn(TOKEN_SORTS.flatMap((sort) => [sort, `-${sort}`]))
  sort?: string;

  /** `true` counts all that the filters leave. */
  @MayBeAbsent()
  @IsBooleanString()
  total?: string;
}

export class TokenCountsQuery {
  /** `global`, or the id of an app. Absent: all that the caller sees. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  scope?: string;
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

export class TokenInUseQuery {
  /** `true` does it although the token is in use; runs that need it by its name park. */
  @MayBeAbsent()
  @IsBooleanString()
  force?: string;
}

export class TokenUseDto {
  appId!: string;
  /** Absent for the app's own declaration, and for a lookup. */
  processId?: string;
  version?: number;
  /** Path of the step in the definition; the name of a lookup; `declared` for the app's own declaration. */
  stepPath!: string;
  /** The name of the lookup that names it. */
  lookup?: string;
}

export class TokenDto extends TokenCareDto {
  id!: string;
  name!: string;
  description!: string;
  /** `global`, or the id of the app. */
  scope!: string;
  connector!: string;
  method!: string;
  /** The value of the field `environment`, where the connector has one. */
  environment?: string;
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
  /** So many processes and declarations of apps name it and mean it, as far as the caller reaches the apps. */
  usedBy!: number;
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
  /** Only when it was asked for. */
  total?: number;
}

export class TokenCountDto {
  value!: string;
  tokens!: number;
}

/** What the filters of the list can be set to, with the number of tokens behind each; the most frequent first. */
export class TokenCountsDto {
  connectors!: TokenCountDto[];
  environments!: TokenCountDto[];
  states!: TokenCountDto[];
}

export class TokenUsesDto {
  items!: TokenUseDto[];
}
