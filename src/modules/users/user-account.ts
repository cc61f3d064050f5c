import { newId } from '../../kernel/ids.js';
import type { Role } from '../callers/users/roles.js';
import { UserEntity } from '../callers/users/user.entity.js';

/** An address as it was typed and as it is compared. */
export interface Email {
  readonly shown: string;
  readonly folded: string;
}

/** Case counts in no mailbox that anybody uses; nothing else of an address is folded, because providers differ. */
export function emailOf(text: string): Email {
  const shown = text.normalize('NFC').trim();
  return { shown, folded: shown.toLowerCase() };
}

export interface NewUser {
  readonly id?: string;
  readonly tenantId: string;
  readonly email: Email;
  readonly name: string;
  readonly role: Role;
}

/** Somebody who has not joined yet. */
export function newUser({ id = newId('user'), tenantId, email, name, role }: NewUser, now: Date): UserEntity {
  return Object.assign(new UserEntity(), {
    ...{ id, tenantId, email: email.shown, emailFolded: email.folded, name: name.trim(), role },
    ...{ passwordHash: null, version: 1, createdAt: now, updatedAt: now },
    ...{ joinedAt: null, disabledAt: null, lastSignedInAt: null },
  });
}
