import { IsBoolean, IsObject, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import { CareSettingsDto, ForecastEntryDto } from '../../tokens/care/care.dto.js';
import { StateReasonDto } from '../../tokens/states/state.dto.js';

class DraftFieldsDto extends CareSettingsDto {
  /** Letters, digits and spaces; unique in its scope without regard to case. Needed at Done. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(400)
  name?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(4000)
  description?: string;

  /** The connector's fields by key. A secret left out or empty keeps what is stored. */
  @MayBeAbsent()
  @IsObject()
  fields?: Record<string, unknown>;

  /** One of the rates that the connector offers; absent: its default. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  renewalRate?: string;
}

/** Begins a draft: of a new token with `connector`, or of new values for the live token `tokenId`. */
export class CreateDraftDto extends DraftFieldsDto {
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  connector?: string;

  /** Needed when the connector knows several. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  method?: string;

  /** The app whose token it becomes; absent: a global token. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  appId?: string;

  /** The access token whose values are to be changed. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  tokenId?: string;
}

export class ChangeDraftDto extends DraftFieldsDto {}

export class FinishDraftDto {
  /** Accepts values that neither an issuance nor a test has proved. */
  @MayBeAbsent()
  @IsBoolean()
  acceptUnproved?: boolean;
}

export class DraftStateDto {
  /** open, awaiting-consent, issued or failed. */
  name!: string;
  since!: Date;
  reason?: StateReasonDto;
}

export class IssuedDto {
  issuedAt!: Date;
  expiresAt?: Date;
  /** The expiry is assumed, because the vendor states none. */
  expiryAssumed!: boolean;
  /** As the vendor granted it. */
  scope?: string;
  hasRefreshToken!: boolean;
}

export class WarningDto {
  /**
   * no-refresh-token, hides-global, hidden-in-apps, shared-grants, consent-ends, dies-of-idleness, credential-expires or
   * certificate-expires.
   */
  code!: string;
  message!: string;
  /** When it happens, where that is known. */
  at?: Date;
}

export class DraftDto {
  id!: string;
  connector!: string;
  method!: string;
  /** `global`, or the id of the app. */
  scope!: string;
  /** The live token that it will replace. */
  tokenId?: string;
  name!: string;
  description!: string;
  fields!: Record<string, string>;
  secretsSet!: string[];
  renewalRate!: string;
  keepAlive!: boolean;
  credentialExpiresAt?: Date;
  remindDays!: number;
  reminderContact?: string;
  /** To be registered with the vendor, exactly like this; only where somebody has to consent. */
  redirectUri?: string;
  /** What the vendor's screen calls it. */
  redirectUriLabel?: string;
  state!: DraftStateDto;
  issued?: IssuedDto;
  account?: string;
  /** When the vendor proved these values. */
  provedAt?: Date;
  /** issuance or test. */
  provedBy?: string;
  /** What will lie ahead of the token when it is done now. */
  forecast!: ForecastEntryDto[];
  /** What to know before Done. */
  warnings!: WarningDto[];
  createdAt!: Date;
  expiresAt!: Date;
}

export class DraftListDto {
  items!: DraftDto[];
}

export class IssuanceDto {
  /** issued, or consent-required. */
  outcome!: string;
  /** To be opened in the browser of the person who consents: once, within fifteen minutes. */
  consentUrl?: string;
  draft!: DraftDto;
}

export class TestResultDto {
  /** Who answered, as the vendor names it. */
  account?: string;
  at!: Date;
}
