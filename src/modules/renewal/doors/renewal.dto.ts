import { StateReasonDto } from '../../tokens/states/state.dto.js';

export class RenewalAttemptDto {
  id!: string;
  /** The generation that was to be replaced. */
  generation!: number;
  /** resolution, timer, person or expired-answer. */
  trigger!: string;
  /** intended, renewed, refused, failed, in-doubt, overtaken or abandoned. */
  outcome!: string;
  reason?: StateReasonDto;
  startedAt!: Date;
  settledAt?: Date;
}

export class RenewalAttemptsDto {
  /** The latest, newest first. */
  items!: RenewalAttemptDto[];
}
