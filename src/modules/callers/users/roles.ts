import { APP_RIGHTS, RIGHTS, type Right } from '../rights.js';

/** An admin has all rights in the tenant; a designer those of apps, in the apps that an admin names. */
export const ROLES = ['admin', 'designer'] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do in the whole tenant. A designer picks from the global access tokens and changes none. */
export const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  admin: RIGHTS,
  designer: ['view-global-tokens'],
};

/** What a designer may do in an app of his. */
export const RIGHTS_OF_DESIGNER: readonly Right[] = APP_RIGHTS;
