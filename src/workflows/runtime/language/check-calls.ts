import type { Authentication, CallTask } from '../definition.js';
import { enclosedExpression, escapePointer, isHalfExpression } from '../expressions/expression.js';
import { httpArguments, isAction, openApiArguments } from '../uses.js';
import { type Findings, isObject } from './findings.js';

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Tokens are named and never computed, no credential is written out, and methods are those that are sent. */
export function checkCall(task: CallTask, pointer: string, findings: Findings): void {
  if (isAction(task.call)) {
    const path = `${pointer}/with/token`;
    if (task.with?.token === undefined)
      findings.add(`${pointer}/with`, 'an action names its access token with `token`');
    else checkTokenName(task.with.token, path, findings);
  }
  if (task.call === 'openapi') checkOpenApi(task, pointer, findings);
  if (task.call === 'http') checkHttp(task, pointer, findings);
}

function checkOpenApi(task: CallTask, pointer: string, findings: Findings): void {
  const { authentication, document } = openApiArguments(task);
  checkAuthentication(authentication, `${pointer}/with/authentication`, findings);
  checkAddress(document.endpoint, `${pointer}/with/document/endpoint`, findings);
}

function checkHttp(task: CallTask, pointer: string, findings: Findings): void {
  const http = httpArguments(task);
  const isComputed = enclosedExpression(http.method) !== undefined;
  if (!isComputed && !METHODS.includes(http.method.toUpperCase())) {
    findings.add(`${pointer}/with/method`, `is one of ${METHODS.join(', ')}, in capital or small letters`);
  }
  checkAddress(http.endpoint, `${pointer}/with/endpoint`, findings);
  if (typeof http.endpoint === 'object') {
    checkAuthentication(http.endpoint.authentication, `${pointer}/with/endpoint/authentication`, findings);
  }
  if (isObject(http.headers)) {
    for (const header of Object.keys(http.headers)) {
      if (/^(?:proxy-)?authorization$|^cookie$/i.test(header)) {
        findings.add(
          `${pointer}/with/headers/${escapePointer(header)}`,
          'credentials come from an access token: name it with `authentication: { use: NAME }`',
        );
      }
    }
  }
}

/** A name of a token, or what the data says: a password in a definition would be read by all who read it. */
function checkAuthentication(given: Authentication | undefined, path: string, findings: Findings): void {
  if (given === undefined) return;
  if ('use' in given) checkTokenName(given.use, `${path}/use`, findings);
  else if (enclosedExpression(given.basic.password) === undefined) {
    findings.add(`${path}/basic/password`, 'no secret stands in a definition: connect an access token and name it');
  }
}

/** So that every use is known before anyone deletes the token. */
function checkTokenName(name: unknown, path: string, findings: Findings): void {
  const isLiteral = typeof name === 'string' && enclosedExpression(name) === undefined && !isHalfExpression(name);
  if (typeof name !== 'string') findings.add(path, 'the name of an access token is a text: put it in quotes');
  else if (!isLiteral) findings.add(path, 'the name of an access token is written literally, never computed');
  else if (name.trim() === '') findings.add(path, 'the name of an access token is missing');
}

/** An address is shown wherever the step is: nothing that proves who calls stands in it. */
function checkAddress(endpoint: string | { readonly uri: string }, path: string, findings: Findings): void {
  const [address, at] = typeof endpoint === 'string' ? [endpoint, path] : [endpoint.uri, `${path}/uri`];
  if (/^[a-z]+:\/\/[^/?#]*@/i.test(address)) {
    findings.add(at, 'no user and no password stand in an address: connect an access token and name it');
  }
}

/** An event as CloudEvents 1.0 have it. */
export function checkEvent(attributes: Readonly<Record<string, unknown>>, path: string, findings: Findings): void {
  for (const [name, value] of Object.entries(attributes)) {
    const at = `${path}/${escapePointer(name)}`;
    if (name === 'specversion' && value !== '1.0') findings.add(at, 'events are CloudEvents of version 1.0');
    else if (name === 'data_base64') findings.add(at, 'binary data is not told: give JSON or a text as `data`');
    else if (!/^[a-z0-9]+$/.test(name))
      findings.add(at, 'an attribute of a CloudEvent has small letters and digits only');
    else if (name !== 'data' && typeof value === 'object')
      findings.add(at, 'an attribute of a CloudEvent is a text, a number or a boolean; an object goes into `data`');
  }
}
