import { BrokerError } from '../../kernel/broker.error.js';
import type { Secret } from '../../kernel/secret.js';
import type { Consent, ConsentRequest, Grant } from '../contract/connection.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { DeviceCodeScheme } from '../contract/scheme.js';
import { randomText } from './authorization-code.js';
import { bearerCredential, succeed } from './bearer.js';
import { endpointsOf } from './endpoints.js';
import { filled, scopeOf } from './requested.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { consentPending, endpointMissing, grantMissing, refreshTokenMissing } from './schemes.errors.js';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
/** RFC 8628 section 3.5: what `slow_down` adds. Seconds. */
const SLOWER_BY = 5;
const USUAL_INTERVAL = 5;

/** A person enters a short code at the vendor (RFC 8628); meanwhile the token is asked for again and again. */
export class DeviceCode implements SchemeHandler {
  readonly #use: SchemeUse<DeviceCodeScheme>;
  readonly #tools: SchemeTools;

  constructor(use: SchemeUse<DeviceCodeScheme>, tools: SchemeTools) {
    this.#use = use;
    this.#tools = tools;
  }

  async begin({ state = randomText() }: ConsentRequest): Promise<Consent> {
    const { scheme, values, hosts } = this.#use;
    const { deviceUrl } = await endpointsOf(this.#use, this.#tools);
    if (deviceUrl === undefined) throw endpointMissing('device_authorization_endpoint');
    const device = await this.#tools.tokens.deviceCode({
      url: deviceUrl,
      hosts,
      body: { ...scopeOf(scheme, values), ...filled(scheme.tokenParams?.(values)) },
      client: scheme.client(values),
      facts: scheme,
    });
    const { completeUrl, ...consent } = device;
    return { url: completeUrl ?? device.verificationUrl, state, device: consent };
  }

  /** @throws BrokerError `consent-pending` until the person has answered, with the time to wait */
  async issue(grant?: Grant): Promise<IssuedToken> {
    if (grant === undefined) throw grantMissing();
    try {
      return await this.#request({ grant_type: GRANT, device_code: grant.code });
    } catch (error) {
      const code = error instanceof BrokerError && error.code === 'token-refused' ? error.facts.vendorCode : undefined;
      if (code === 'authorization_pending') throw consentPending(USUAL_INTERVAL);
      if (code === 'slow_down') throw consentPending(USUAL_INTERVAL + SLOWER_BY);
      throw error;
    }
  }

  async renew(): Promise<IssuedToken> {
    const { issued } = this.#use;
    if (issued?.refreshToken === undefined) throw refreshTokenMissing();
    return succeed(issued, await this.#request({ grant_type: 'refresh_token', refresh_token: issued.refreshToken }));
  }

  present(): SchemeCredential {
    const { issued, scheme, values } = this.#use;
    return bearerCredential(issued, scheme.presented, scheme.client(values));
  }

  async #request(body: Readonly<Record<string, string | Secret>>): Promise<IssuedToken> {
    const { scheme, values, hosts } = this.#use;
    const { tokenUrl } = await endpointsOf(this.#use, this.#tools);
    return this.#tools.tokens.request({ url: tokenUrl, hosts, body, client: scheme.client(values), facts: scheme });
  }
}
