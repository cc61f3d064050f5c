import type { SeenAlert } from './alert-list.js';

export class AlertDto {
  id!: string;
  /** `token-endpoint`, `client` or `grant`. */
  cause!: string;
  /** Which one: a host, a client and its host, or the id of an access token. */
  subject!: string;
  /** Stable code of the error that opened it. */
  code!: string;
  /** Who must act: fix-request, reconnect, configure, wait, in-doubt or ours. */
  remedy!: string;
  message!: string;
  since!: Date;
  /** When a renewal failed for this cause the last time. */
  lastSeenAt!: Date;
  /** How many access tokens it affects, of those that the caller sees. */
  tokens!: number;
  /** At most twenty of them. */
  tokenIds!: string[];

  static of({ alert, tokens, lastSeenAt, tokenIds }: SeenAlert): AlertDto {
    const { id, cause, subject, code, remedy, message, openedAt: since } = alert;
    const told = { id, cause, subject, code, remedy, message, since, lastSeenAt, tokens };
    return Object.assign(new AlertDto(), { ...told, tokenIds: [...tokenIds] });
  }
}

export class AlertPageDto {
  items!: AlertDto[];
  /** Absent on the last page. */
  nextCursor?: string;
}
