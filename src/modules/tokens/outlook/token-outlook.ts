import { Injectable } from '@nestjs/common';
import { ConnectorsService, type MethodName } from '../../../connectors/connectors.service.js';
import type { RenewalFacts } from '../../../connectors/contract/renewal-facts.js';
import type { AccessToken } from '../access-token.entity.js';
import { type ForecastEntry } from './forecast-entry.js';
import { forecastOf } from './forecast-of.js';
import { type Outlook, outlookOf } from './outlook-of.js';

/** Looks ahead with the facts of a token's connector. Every write of a token's state or times passes here. */
@Injectable()
export class TokenOutlook {
  constructor(private readonly connectors: ConnectorsService) {}

  /** The columns to store beside a change; `token` is the row as it will be. */
  of(token: AccessToken): Outlook {
    return outlookOf(token, this.factsOf(token));
  }

  /** What lies ahead, the earliest first. */
  forecastOf(token: AccessToken): readonly ForecastEntry[] {
    return forecastOf(token, this.factsOf(token));
  }

  /** Undefined when nothing is issued. */
  factsOf(token: MethodName): RenewalFacts | undefined {
    return this.connectors.method(token).renewal;
  }
}
