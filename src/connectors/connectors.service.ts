import { Injectable } from '@nestjs/common';
import type { ActionInputs } from './contract/action.js';
import type { Connection, Consent, ConsentRequest, Grant, TestResult } from './contract/connection.js';
import type { Method } from './contract/connector.js';
import type { ConnectorDescription, ConnectorSummary } from './contract/connector-description.js';
import type { Credential } from './contract/credential.js';
import type { FieldValues } from './contract/fields.js';
import type { IssuedToken } from './contract/issued-token.js';
import type { VendorAnswer, VendorRequest, VendorStream } from './contract/vendor-exchange.js';

export interface ParseOptions {
  /** Values already stored; a secret left empty, or a field left out, keeps its stored value. */
  readonly kept?: FieldValues;
  /** `false` for a draft: fields may still be missing, everything present must be right. Default `true`. */
  readonly complete?: boolean;
}

/** Names one method of one connector. */
export interface MethodName {
  readonly connector: string;
  readonly method: string;
}

/** The one door to vendors: what connectors exist, how their fields become credentials, and every call to them. */
@Injectable()
export class ConnectorsService {
  /** All connectors, by title. */
  list(): readonly ConnectorSummary[] {
    throw new Error('planned');
  }

  /** @throws BrokerError `connector-unknown` */
  describe(_connectorKey: string): ConnectorDescription {
    throw new Error('planned');
  }

  /** The facts of a method, such as its renewal. @throws BrokerError `connector-unknown`, `method-unknown` */
  method(_name: MethodName): Method {
    throw new Error('planned');
  }

  /** @throws BrokerError `fields-invalid` with every wrong field in `facts.problems` as `{ path, code, message }`. */
  parseFields(_name: MethodName, _input: unknown, _options?: ParseOptions): { readonly values: FieldValues } {
    throw new Error('planned');
  }

  /** Starts a consent. @throws BrokerError when the method needs none. */
  begin(_connection: Connection, _request: ConsentRequest): Consent {
    throw new Error('planned');
  }

  /** The first token: by consent with a grant, by exchange without. @throws BrokerError with the vendor's judgement. */
  async issue(_connection: Connection, _grant?: Grant): Promise<IssuedToken> {
    throw new Error('planned');
  }

  /**
   * The next token; it keeps the refresh token when the answer brings none.
   * @throws BrokerError with the vendor's judgement; `facts.sent` says whether the request may have reached the vendor.
   */
  async renew(_connection: Connection): Promise<IssuedToken> {
    throw new Error('planned');
  }

  /** What one request needs. @throws BrokerError `nothing-issued` when the method issues and nothing was. */
  present(_connection: Connection): Credential {
    throw new Error('planned');
  }

  /** Test Connection: one attempt, never a second. @throws BrokerError that says who must act. */
  async test(_connection: Connection): Promise<TestResult> {
    throw new Error('planned');
  }

  /** Sends one request with a credential and reads the whole answer; an answer of any status is a result. */
  async send(_credential: Credential, _request: VendorRequest): Promise<VendorAnswer> {
    throw new Error('planned');
  }

  /** As `send`, with the answer's body as a stream. */
  async stream(_credential: Credential, _request: VendorRequest): Promise<VendorStream> {
    throw new Error('planned');
  }

  /** Runs an action, named as a process names it: `dropbox.listFolder`. @throws BrokerError that says who must act. */
  async runAction(_credential: Credential, _call: string, _inputs: ActionInputs): Promise<unknown> {
    throw new Error('planned');
  }
}
