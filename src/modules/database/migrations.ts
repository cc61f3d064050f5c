import type { MigrationInterface } from 'typeorm';

/** In the order they run; a landed migration never changes. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [];
