import type { AccessToken } from '../access-token.entity.js';
import type { CareSettingsDto } from './care.dto.js';

export type CareColumns = Pick<AccessToken, 'keepAlive' | 'credentialExpiresAt' | 'remindDays' | 'reminderContact'>;

export const USUAL_CARE: CareColumns = {
  keepAlive: false,
  credentialExpiresAt: null,
  remindDays: 15,
  reminderContact: null,
};

/** The columns of the settings that are there. */
export function careColumnsOf(wanted: CareSettingsDto): Partial<CareColumns> {
  const { keepAlive, credentialExpiresAt: end, remindDays, reminderContact } = wanted;
  return {
    ...(keepAlive === undefined ? {} : { keepAlive }),
    ...(end === undefined ? {} : { credentialExpiresAt: end === null ? null : new Date(end) }),
    ...(remindDays === undefined ? {} : { remindDays }),
    ...(reminderContact === undefined ? {} : { reminderContact: reminderContact.trim() || null }),
  };
}

/** What another row of the same settings takes over: a draft from its token, and a token from its draft. */
export function careOf({ keepAlive, credentialExpiresAt, remindDays, reminderContact }: CareColumns): CareColumns {
  return { keepAlive, credentialExpiresAt, remindDays, reminderContact };
}
