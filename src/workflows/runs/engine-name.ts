import type { Configuration } from '../../kernel/configuration.js';

export type EngineName = Configuration['engine'];
