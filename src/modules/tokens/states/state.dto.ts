import { IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';

export class DisableTokenDto {
  /** Why, in your own words; whoever is refused reads it. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(1000)
  reason?: string;
}

export class StateReasonDto {
  code!: string;
  message!: string;
  /** Who must act: fix-request, reconnect, configure, wait, in-doubt or ours. */
  remedy!: string;
}

/** The request that mends it; a screen shows it as a button. */
export class MendingDto {
  /** What the button says. */
  label!: string;
  method!: string;
  /** Below the address of the server. */
  path!: string;
  /** What to send with it. */
  body?: Record<string, string>;
}

export class NextStepDto {
  message!: string;
  /** Absent when there is nothing to press. */
  mending?: MendingDto;
}

export class TokenStateDto {
  /** connected, renewing, needs-reconnect, needs-configuration, in-doubt, unreachable or disabled. */
  name!: string;
  since!: Date;
  /** Why, when it is not simply well; on a connected token it is a warning. */
  reason?: StateReasonDto;
  /** What to do next; absent when there is nothing to do. */
  next?: NextStepDto;
}

/** Whether the connection works, and how recently that was proved. */
export class HealthDto {
  /** It is connected, and the vendor proved it within `provedWithinMinutes`. */
  isHealthy!: boolean;
  provedAt?: Date;
  /** issuance, renewal, test or use. */
  provedBy?: string;
  provedWithinMinutes!: number;
  /** When the vendor last refused the credential and no renewal mended it; absent when a proof came after it. */
  refusedAt?: Date;
}
