import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Secret } from '../kernel/secret.js';
import { type PartialInputs, whyWrong } from './calls/actions/action-inputs.js';
import { type ChoicesWanted, type LoadedChoices, loadChoices } from './calls/actions/load-choices.js';
import { type ActionCall, openFile, runAction } from './calls/actions/run-action.js';
import { actionUnknown } from './calls/calls.errors.js';
import { openCredential } from './calls/open-credential.js';
import { secretsOf } from './calls/secrets-of.js';
import { testConnection } from './calls/test-connection.js';
import { Throttle } from './calls/throttle.js';
import { VendorApi } from './calls/vendor-api.js';
import { connectorUnknown, methodUnknown } from './connectors.errors.js';
import { CONNECTORS } from './connectors.token.js';
import type { Action, ActionInputs } from './contract/action.js';
import type { ActionFile } from './contract/action-file.js';
import type { ActionUse } from './contract/action-use.js';
import type { Connection, Consent, ConsentRequest, Grant, TestResult } from './contract/connection.js';
import type { Connector, Method } from './contract/connector.js';
import type { ConnectorDescription, ConnectorSummary } from './contract/connector-description.js';
import type { Credential } from './contract/credential.js';
import type { CredentialLife } from './contract/credential-life.js';
import { definedOnly } from './contract/defined-only.js';
import type { FieldValues } from './contract/fields.js';
import type { IssuedToken } from './contract/issued-token.js';
import type { Notice, NoticeAnswer } from './contract/notice.js';
import type { OwnConnector } from './contract/own-connector.js';
import type { VendorAnswer, VendorRequest, VendorStream } from './contract/vendor-exchange.js';
import { credentialLifeOf } from './credential-life.js';
import { describeConnector, summarizeConnector } from './describe-connector.js';
import { type ConnectorsWanted, findConnectors } from './find-connectors.js';
import { hostsBeyond, type KeepOptions, parseKeeping, reachOf } from './kept-secrets.js';
import { checkOwnConnector } from './own/check-own-connector.js';
import { OWN_ACTIONS, OWN_PREFIX, OwnConnectors } from './own-connectors.js';
import { credentialOf } from './schemes/credential-of.js';
import type { SchemeHandler } from './schemes/scheme-handler.js';
import { Schemes } from './schemes/schemes.js';
import { retryAfterMs } from './wire/retry-after.js';

export { compareConnectors } from './find-connectors.js';

/** Names one method of one connector. */
export interface MethodName extends ConnectorName {
  readonly method: string;
}

/** Names one connector: of the house, or with its definition one of a company. */
export interface ConnectorName {
  readonly connector: string;
  readonly definition?: OwnConnector | null;
}

/** The one door to vendors: what connectors exist, how their fields become credentials, and every call to them. */
@Injectable()
export class ConnectorsService {
  readonly #connectors: ReadonlyMap<string, Connector>;
  readonly #own = new OwnConnectors();
  readonly #schemes: Schemes;
  readonly #api: VendorApi;
  readonly #clock: Clock;
  readonly #throttle: Throttle;

  constructor(@Inject(CONNECTORS) connectors: readonly Connector[], schemes: Schemes, api: VendorApi, clock: Clock) {
    this.#connectors = new Map(connectors.map((connector) => [connector.key, connector]));
    this.#schemes = schemes;
    this.#api = api;
    this.#clock = clock;
    this.#throttle = new Throttle(clock);
  }

  /** Those that somebody looks for, or all; by title. */
  list(wanted: ConnectorsWanted = {}, own: readonly OwnConnector[] = []): readonly ConnectorSummary[] {
    const connectors = [...this.#connectors.values(), ...own.map((definition) => this.#own.of(definition))];
    return findConnectors(connectors.map(summarizeConnector), wanted);
  }

  /** @throws BrokerError `connector-unknown` */
  describe(name: ConnectorName | string): ConnectorDescription {
    return describeConnector(this.#connector(typeof name === 'string' ? { connector: name } : name));
  }

  /** A company's own connector as it may be stored. @throws BrokerError `own-connector-invalid` with every problem */
  checkOwn(input: unknown): OwnConnector {
    return checkOwnConnector(input);
  }

  /** The facts of a method, such as its renewal. @throws BrokerError `connector-unknown`, `method-unknown` */
  method(name: MethodName): Method {
    const connector = this.#connector(name);
    const found = connector.methods.find(({ key }) => key === name.method);
    if (found === undefined) throw methodUnknown(connector, name.method);
    return found;
  }

  /**
   * A kept secret stays only while credentials can go nowhere else than when it was typed.
   * @throws BrokerError `fields-invalid` with every wrong field in `facts.problems` as `{ path, code, message }`.
   */
  parseFields(name: MethodName, input: unknown, options: KeepOptions = {}): { readonly values: FieldValues } {
    const { kept = {}, keptFrom = { ...name, values: kept } } = options;
    const hostsBeyond = (values: FieldValues) =>
      options.mayLeadElsewhere ? undefined : this.#hostsBeyond({ ...name, values }, keptFrom);
    return { values: parseKeeping(this.method(name).fields, input, { ...options, hostsBeyond }) };
  }

  /** Whether credentials can go nowhere with the one's values where they could not with the other's. */
  staysAtHosts(connection: Connection, other: Connection): boolean {
    return this.#hostsBeyond(connection, other) === undefined;
  }

  /** What the life of a connection depends on, read from its values. */
  lifeOf(connection: Connection): CredentialLife {
    return credentialLifeOf(this.method(connection), connection);
  }

  /** Starts a consent. @throws BrokerError when the method needs none. */
  async begin(connection: Connection, request: ConsentRequest): Promise<Consent> {
    const { device, ...consent } = await this.#handler(connection).begin(request);
    const shown = device && { ...device, verificationUrl: this.#api.browserAddress(device.verificationUrl) };
    return { ...consent, url: this.#api.browserAddress(consent.url), ...definedOnly({ device: shown }) };
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
    return credentialOf(credential, { connector: this.#connector(connection), method, connection });
  }

  /** Test Connection: one attempt, never a second. @throws BrokerError that says who must act. */
  async test(connection: Connection): Promise<TestResult> {
    const { values, issued } = connection;
    const { apiErrors } = this.#connector(connection);
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
    return this.#api.send(credential, request, this.#connector(credential));
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
  stream(credential: Credential, request: VendorRequest): Promise<VendorStream> {
    return this.#api.stream(credential, request, this.#connector(credential));
  }

  /** Runs an action, named as a process names it: `dropbox.listFolder`. @throws BrokerError that says who must act. */
  async runAction(use: Credential | ActionUse, call: string, inputs: ActionInputs): Promise<unknown> {
    return runAction(this.#actionCall(use, call, inputs));
  }

  /** Opens the file that an action yields. @throws BrokerError `file-refused` for one that yields none */
  async openFile(use: Credential | ActionUse, call: string, inputs: ActionInputs): Promise<ActionFile> {
    return openFile(this.#actionCall(use, call, inputs));
  }

  /** What can be chosen for an input of an action. @throws BrokerError `choices-unknown` */
  async loadChoices(use: Credential | ActionUse, of: ChoicesWanted): Promise<LoadedChoices> {
    return loadChoices(this.#actionCall(use, of.call, of.inputs), of.input);
  }

  /** How an action behaves; undefined for one that nobody knows. */
  action(call: string): Action | undefined {
    const [connector = '', key] = call.split('.');
    const actions = connector.startsWith(OWN_PREFIX) ? OWN_ACTIONS : this.#connectors.get(connector)?.actions;
    return actions?.find((action) => action.key === key);
  }

  /** Why a call cannot be right, although some of its inputs come later; undefined when it can. */
  whyWrong(call: string, inputs: PartialInputs): string | undefined {
    const action = this.action(call);
    return action && whyWrong(call, action, inputs);
  }

  #actionCall(given: Credential | ActionUse, name: string, inputs: ActionInputs): ActionCall {
    const use = 'credential' in given ? given : { credential: given };
    const connector = this.#connector(use.credential);
    const action = connector.actions?.find(({ key }) => `${connector.key}.${key}` === name);
    if (action === undefined) throw actionUnknown(name);
    const inTurn = (credential: Credential) => ({ connector, credential, signal: use.signal });
    return {
      name,
      connector,
      action,
      inputs,
      use,
      clock: this.#clock,
      send: (sent, request) => this.#throttle.take(inTurn(sent), () => this.#api.send(sent, request, connector)),
      stream: (sent, request) => this.#throttle.take(inTurn(sent), () => this.#api.stream(sent, request, connector)),
      hold: (sent, ms) => this.#throttle.hold(sent, ms),
    };
  }

  #hostsBeyond(to: Connection, from: Connection): readonly string[] | undefined {
    const reach = (of: Connection) => reachOf(this.#connector(of), this.method(of), of.values);
    return hostsBeyond(reach(to), reach(from));
  }

  #connector({ connector: key, definition }: ConnectorName): Connector {
    if (definition) return this.#own.of(definition);
    const connector = this.#connectors.get(key);
    if (connector === undefined) throw connectorUnknown(key);
    return connector;
  }

  #handler(connection: Connection): SchemeHandler {
    const { scheme, hosts } = this.method(connection);
    const { hosts: ofAll } = this.#connector(connection);
    // Without more the same array: what it says of an address is found once.
    const allHosts = hosts ? [...ofAll, ...hosts(connection.values)] : ofAll;
    return this.#schemes.handlerOf({ ...connection, scheme, hosts: allHosts });
  }
}
