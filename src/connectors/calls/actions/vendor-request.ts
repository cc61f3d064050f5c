import { Readable } from 'node:stream';
import type { ActionAnswer, ActionRequest } from '../../contract/action.js';
import { ActionFile } from '../../contract/action-file.js';
import type { Credential } from '../../contract/credential.js';
import { definedOnly } from '../../contract/defined-only.js';
import type { CancelSignal, VendorAnswer, VendorHeaders, VendorRequest } from '../../contract/vendor-exchange.js';
import { parseJson } from '../../wire/json-members.js';

/** What goes out for a request of an action. The type that the action itself states wins over the usual one. */
export function toVendorRequest(
  request: ActionRequest,
  credential: Pick<Credential, 'bases'>,
  signal: CancelSignal | undefined,
): VendorRequest {
  const { method, headers = {}, deadlineMs } = request;
  const { type, length, body } = bodyOf(request.body);
  return {
    method,
    url: addressOf(request, credential),
    headers: { ...definedOnly({ 'content-type': type, 'content-length': length }), ...headers },
    ...definedOnly({ body, deadlineMs, signal }),
  };
}

function addressOf({ url, base }: ActionRequest, { bases = {} }: Pick<Credential, 'bases'>): string {
  if (base === undefined) return url;
  const start = Object.hasOwn(bases, base) ? bases[base] : undefined;
  if (start === undefined) throw new TypeError(`The method of this access token has no base "${base}".`);
  return start + url;
}

interface SentBody {
  readonly type: string | undefined;
  readonly length?: string | undefined;
  readonly body: VendorRequest['body'] | undefined;
}

function bodyOf(body: unknown): SentBody {
  if (body === undefined) return { type: undefined, body };
  if (typeof body === 'string') return { type: 'text/plain', body };
  if (body instanceof Uint8Array) return { type: 'application/octet-stream', body };
  if (!(body instanceof ActionFile)) return { type: 'application/json', body: JSON.stringify(body) };
  const { contentType = 'application/octet-stream', size } = body;
  return { type: contentType, length: size?.toString(), body: Readable.from(body.stream(), { objectMode: false }) };
}

/** The answer as an action sees it. */
export function toActionAnswer(
  answer: Pick<VendorAnswer, 'status' | 'headers' | 'body'>,
  as: 'json' | 'text',
): ActionAnswer {
  const text = answer.body.toString('utf8');
  return { ...headOf(answer), body: as === 'text' ? text : (parseJson(text) ?? text) };
}

/** Status and headers as an action sees them. */
export function headOf({
  status,
  headers,
}: {
  readonly status: number;
  readonly headers: VendorHeaders;
}): ActionAnswer {
  const joined = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return { status, headers: Object.fromEntries(joined), body: undefined };
}
