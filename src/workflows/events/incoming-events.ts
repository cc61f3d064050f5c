import type { IncomingHttpHeaders } from 'node:http';
import { HTTP, type CloudEventV1 as Parsed } from 'cloudevents';
import { BrokerError } from '../../kernel/broker.error.js';
import { tooDeep } from '../../modules/api/api.errors.js';
import { checkSafe } from '../../modules/api/requests/request-safety.js';
import type { CloudEvent } from '../runtime/events/cloud-event.js';

const MOST_AT_ONCE = 100;

export const eventInvalid = (reason: string) =>
  new BrokerError({
    code: 'event-invalid',
    remedy: 'fix-request',
    status: 400,
    message: `This is no CloudEvent of version 1.0: ${reason}`,
    facts: { reason },
  });

/** The events in a request, in any of the forms of the HTTP binding. @throws event-invalid */
export function eventsIn(headers: IncomingHttpHeaders, body: string): CloudEvent[] {
  const events = [parse(headers, body)].flat();
  if (events.length === 0) throw eventInvalid('the batch is empty.');
  if (events.length > MOST_AT_ONCE) throw eventInvalid(`a batch has at most ${MOST_AT_ONCE} events.`);
  return events.map(checked);
}

function parse(headers: IncomingHttpHeaders, body: string): Parsed<unknown> | Parsed<unknown>[] {
  const isBinary = headers['ce-specversion'] !== undefined;
  // The library would make an id of its own: then the same event would never be the same.
  for (const id of isBinary ? [headers['ce-id']] : [parsed(body)].flat().map(idIn)) {
    if (typeof id !== 'string' || id === '') throw eventInvalid('id is missing.');
  }
  const texts = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  try {
    return HTTP.toEvent<unknown>({ headers: texts, body });
  } catch (error) {
    throw eventInvalid(error instanceof Error ? reasonIn(error) : 'it cannot be read.');
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body, (key, value) => {
      if (key === '__proto__') throw new SyntaxError('a forbidden member');
      return value;
    });
  } catch {
    throw eventInvalid('the body is no JSON that can be taken.');
  }
}

function idIn(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'id' in event ? event.id : undefined;
}

function checked(given: Parsed<unknown>): CloudEvent {
  const event = plain(given);
  checkSafe('event', event);
  const { specversion, id, source, type } = event;
  if (specversion !== '1.0') throw eventInvalid('specversion must be 1.0.');
  for (const [name, value] of Object.entries({ id, source, type })) {
    if (typeof value !== 'string' || value === '' || value.length > 2_000)
      throw eventInvalid(`${name} must be a text of 1 to 2000 characters.`);
  }
  if ('data_base64' in event) throw eventInvalid('binary data is not taken: send JSON or text in `data`.');
  return { ...event, specversion, id: String(id), source: String(source), type: String(type) };
}

/** In binary form the library reads the body, however deep it is; to write that needs more stack than there is. */
function plain(event: Parsed<unknown>): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(event));
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

/** The library tells what is wrong in one sentence, and then more than anybody wants to know. */
function reasonIn({ message }: Error): string {
  const [line = 'it cannot be read'] = message.split('\n');
  return `${line.slice(0, 200).replace(/\.$/, '')}.`;
}
