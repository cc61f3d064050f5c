import type { Type } from '@nestjs/common';
import type { Connector } from '../contract/connector.js';
import * as listing from './listing.js';

/** Every connector of the house; `listing.ts` names each in one line, in the order of their paths. */
export const CATALOG: readonly Type<Connector>[] = Object.values(listing);
