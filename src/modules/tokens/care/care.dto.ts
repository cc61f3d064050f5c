import { IsBoolean, IsInt, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsInstant } from '../../api/requests/instant.validator.js';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import { NamesakeDto } from '../views/namesake.dto.js';

/** What can be set for the time ahead; on a token and on a draft. */
export class CareSettingsDto {
  /** Renews before the vendor ends the connection for idleness, also at the rate `disabled`. */
  @MayBeAbsent()
  @IsBoolean()
  keepAlive?: boolean;

  /** When key, secret or password expires, as the vendor's screen says; null takes it back. */
  @ValidateIf((_request, value: unknown) => value !== undefined && value !== null)
  @IsInstant()
  @MaxLength(40)
  credentialExpiresAt?: string | null;

  /** So many days before that date the reminders begin: 0 to 365, usually 15. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(365)
  remindDays?: number;

  /** Whom a reminder is for, such as a mail address. It travels in the event; Latchkey sends no mail. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(400)
  reminderContact?: string;
}

export class ForecastEntryDto {
  /** needs-person, consent-ends, access-ends, dies-of-idleness, credential-expires or certificate-expires. */
  kind!: string;
  at!: Date;
  /** False when it rests on a setting at the vendor that is not seen here, or passes when the token is used. */
  isCertain!: boolean;
  message!: string;
  /** Who must act: reconnect, configure or in-doubt. */
  remedy!: string;
  /** `keepAlive` prevents it. */
  isPreventable!: boolean;
}

/** The vendor keeps a limited number of grants of one user and app. */
export class SharedGrantsDto {
  /** So many it keeps; one more ends the oldest. */
  cap!: number;
  /** So many tokens of the tenant share the vendor account, this one included; not more than 1000 are counted. */
  used!: number;
  /** The others, as far as the caller sees them; not more than 20 of them. */
  others!: NamesakeDto[];
  message!: string;
}

/** What a token shows of the time ahead. */
export class TokenCareDto {
  keepAlive!: boolean;
  /** When a person consented last; absent when nobody has to. */
  consentedAt?: Date;
  credentialExpiresAt?: Date;
  remindDays!: number;
  reminderContact?: string;
  /** The end of a certificate among the fields, where one can be read. */
  certificateExpiresAt?: Date;
  /** The earliest instant at which a person has to act, or had to. */
  needsPersonAt?: Date;
  /** What lies ahead, the earliest first. */
  forecast!: ForecastEntryDto[];
  /** Only where the vendor has such a limit and says who consented. */
  sharedGrants?: SharedGrantsDto;
}
