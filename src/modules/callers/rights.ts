/** What a caller may do; a key that is bound to an app has its rights in that app only. */
export const RIGHTS = ['manage-tenant', 'manage-global-tokens', 'view-global-tokens', 'manage-app', 'run'] as const;
export type Right = (typeof RIGHTS)[number];

/** Rights that mean something in one app; a key that is bound to an app can have no others. */
export const APP_RIGHTS: readonly Right[] = ['manage-app', 'run'];
