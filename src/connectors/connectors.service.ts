import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Secret } from '../kernel/secret.js';
import { actionUnknown } from './calls/calls.errors.js';
import { openCredential } from './calls/open-credential.js';
import { runAction } from './calls/run-action.js';
import { secretsOf } from './calls/secrets-of.js';
import { testConnection } from './calls/test-connection.js';
import { Turns } from './calls/turns.js';
import { VendorApi } from './calls/vendor-api.js';
import { connectorUnknown, methodUnknown } from './connectors.errors.js';
import { CONNECTORS } from './connectors.token.js';
import type { ActionInputs } from './contract/action.js';
import type { Connection, Consent, ConsentRequest, Grant, TestResult } from './contract/connection.js';
import type { Connector, Method } from './contract/connector.js';
import type { ConnectorDescription, ConnectorSummary } from './contract/connector-description.js';
import type { Credential } from './contract/credential.js';
import type { CredentialLife } from './contract/credential-life.js';
import { definedOnly } from './contract/defined-only.js';
import type { FieldValues } from './contract/fields.js';
import type { IssuedToken } from './contract/issued-token.js';
import type { Notice, NoticeAnswer } from './contract/notice.js';
import type { VendorAnswer, VendorRequest, VendorStream } from './contract/vendor-exchange.js';
import { credentialLifeOf } from './credential-life.js';
import { describeConnector, summarizeConnector } from './describe-connector.js';
import { type ParseOptions, parseFields } from './parse-fields.js';
import { credentialOf } from './schemes/credential-of.js';
import type { SchemeHandler } from './schemes/scheme-handler.js';
import { Schemes } from './schemes/schemes.js';
import { retryAfterMs } from './wire/retry-after.js';

/** Names one method of one connector. */
export interface MethodName {
  readonly connector: string;
  readonly method: string;
}

/** The one door to vendors: what connectors exist, how their fields become credentials, and every call to them. */
@Injectable()
export class ConnectorsService {
  readonly #connectors: ReadonlyMap<string, Connector>;
  readonly #schemes: Schemes;
  readonly #api: VendorApi;
  readonly #clock: Clock;
  readonly #turns = new Turns();

  constructor(@Inject(CONNECTORS) connectors: readonly Connector[], schemes: Schemes, api: VendorApi, clock: Clock) {
    this.#connectors = new Map(connectors.map((connector) => [connector.key, connector]));
    this.#schemes = schemes;
    this.#api = api;
    this.#clock = clock;
  }

  /** All connectors, by title. */
  list(): readonly ConnectorSummary[] {
    const summaries = [...this.#connectors.values()].map(summarizeConnector);
    return summaries.sort((one, other) => one.title.localeCompare(other.title, 'en'));
  }

  /** @throws BrokerError `connector-unknown` */
  describe(connectorKey: string): ConnectorDescription {
    return describeConnector(this.#connector(connectorKey));
  }

  /** The facts of a method, such as its renewal. @throws BrokerError `connector-unknown`, `method-unknown` */
  method(name: MethodName): Method {
    const connector = this.#connector(name.connector);
    const found = connector.methods.find(({ key }) => key === name.method);
    if (found === undefined) throw methodUnknown(connector, name.method);
    return found;
  }

  /** @throws BrokerError `fields-invalid` with every wrong field in `facts.problems` as `{ path, code, message }`. */
  parseFields(name: MethodName, input: unknown, options?: ParseOptions): { readonly values: FieldValues } {
    return { values: parseFields(this.method(name).fields, input, options) };
  }

  /** What the life of a connection depends on, read from its values. */
  lifeOf(connection: Connection): CredentialLife {
    return credentialLifeOf(this.method(connection), connection);
  }

  /** Starts a consent. @throws BrokerError when the method needs none. */
  begin(connection: Connection, request: ConsentRequest): Consent {
    const consent = this.#handler(connection).begin(request);
    return { ...consent, url: this.#api.browserAddress(consent.url) };
  }

  /** The first token: by consent with a grant, by exchange without. @throws BrokerError with the vendor's judgement. */
  async issue(connection: Connection, grant?: Grant): Promise<IssuedToken> {
    return this.#handler(connection).issue(grant);
  }

  /**
   * The next token; it keeps the refresh token when the answer brings none.
   * @throws BrokerError with the vendor's judgement; `facts.sent` says whether the request may have reached the vendor.
   */
  async renew(connection: Connection): Promise<IssuedToken> {
    return this.#handler(connection).renew();
  }

  /** What one request needs. @throws BrokerError `nothing-issued` when the method issues and nothing was. */
  present(connection: Connection): Credential {
    const method = this.method(connection);
    const credential = this.#handler(connection).present();
    return credentialOf(credential, { connector: this.#connector(connection.connector), method, connection });
  }

  /** Test Connection: one attempt, never a second. @throws BrokerError that says who must act. */
  async test(connection: Connection): Promise<TestResult> {
    const { values, issued } = connection;
    const { apiErrors } = this.#connector(connection.connector);
    return testConnection(this.method(connection).probe(values, issued), {
      ...definedOnly({ apiErrors }),
      clock: this.#clock,
      secrets: issued === undefined ? [] : secretsOf(this.present(connection)),
      exchange: () => this.issue(connection),
      send: (request) => this.#api.send(this.present(connection), request, { freshConnection: true }),
    });
  }

  /** Sends one request with a credential and reads the whole answer; an answer of any status is a result. */
  async send(credential: Credential, request: VendorRequest): Promise<VendorAnswer> {
    return this.#api.send(credential, request, this.#connector(credential.connector));
  }

  /** Sends one request without any token; an absolute address, and redirects stay at its host. */
  async sendOpenly(request: VendorRequest, authorization?: Secret): Promise<VendorAnswer> {
    return this.#api.send(openCredential(request.url, authorization), request, {});
  }

  /** The host of an address that `notify` may be given; who answers there is found when it is. @throws host-refused */
  hostOf(address: string): string {
    return this.#api.hostOf(address);
  }

  /** Tells a customer's own address something. No redirect is followed, and what it answers is not read. */
  async notify({ url, ...notice }: Notice): Promise<NoticeAnswer> {
    const request = { ...notice, url, method: 'POST', handBackRedirects: true };
    const { status, headers, body } = await this.#api.stream(openCredential(url, undefined), request, {});
    body.discard();
    return { status, ...definedOnly({ retryAfterMs: retryAfterMs(headers['retry-after'], this.#clock.now()) }) };
  }

  /** As `send`, with the answer's body as a stream. */
  async stream(credential: Credential, request: VendorRequest): Promise<VendorStream> {
    return this.#api.stream(credential, request, this.#connector(credential.connector));
  }

  /** Runs an action, named as a process names it: `dropbox.listFolder`. @throws BrokerError that says who must act. */
  async runAction(credential: Credential, call: string, inputs: ActionInputs): Promise<unknown> {
    const connector = this.#connector(credential.connector);
    const action = connector.actions?.find(({ key }) => `${connector.key}.${key}` === call);
    if (action === undefined) throw actionUnknown(call);
    return runAction({
      ...definedOnly({ apiErrors: connector.apiErrors }),
      name: call,
      action,
      inputs,
      clock: this.#clock,
      secrets: secretsOf(credential),
      send: (request) => this.#inTurn(connector, credential, request),
    });
  }

  /** Some vendors take few calls of one account at once, and call the next one a failed login. */
  #inTurn(connector: Connector, credential: Credential, request: VendorRequest): Promise<VendorAnswer> {
    const send = (): Promise<VendorAnswer> => this.#api.send(credential, request, connector);
    const { callsAtOnce } = connector;
    return callsAtOnce === undefined ? send() : this.#turns.take(credential.baseUrl, callsAtOnce, send);
  }

  #connector(key: string): Connector {
    const connector = this.#connectors.get(key);
    if (connector === undefined) throw connectorUnknown(key, [...this.#connectors.keys()]);
    return connector;
  }

  #handler(connection: Connection): SchemeHandler {
    const { scheme, hosts } = this.method(connection);
    const { values } = connection;
    const allHosts = [...this.#connector(connection.connector).hosts, ...(hosts?.(values) ?? [])];
    return this.#schemes.handlerOf({ ...connection, scheme, hosts: allHosts });
  }
}
