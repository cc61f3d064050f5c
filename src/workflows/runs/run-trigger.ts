/** What made a run begin: a key or a user by API, a time of its schedule, events of its schedule, or a step of a run. */
export const RUN_TRIGGERS = ['key', 'user', 'schedule', 'event', 'run'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];
