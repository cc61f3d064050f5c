import type { Provider } from '@nestjs/common';
import { ProcessEngine } from '../process-engine.js';
import { Interruptions } from './interruptions.js';
import { RestateCarrier } from './restate-carrier.js';
import { RestateEndpoint } from './restate-endpoint.js';
import { RestateEngine } from './restate-engine.js';
import { RestateRegistration } from './restate-registration.js';
import { RunServices } from './run-services.js';
import { RunSegment } from './segments/run-segment.js';
import { SegmentBook } from './segments/segment-book.js';
import { SegmentOpening } from './segments/segment-opening.js';
import { StepSlots } from './segments/step-slots.js';

/** All that performs runs on Restate. */
export const RESTATE_PROVIDERS: readonly Provider[] = [
  ...[SegmentBook, SegmentOpening, StepSlots, RunSegment, Interruptions, RunServices],
  ...[RestateEndpoint, RestateRegistration, RestateEngine, RestateCarrier],
  { provide: ProcessEngine, useExisting: RestateEngine },
];
