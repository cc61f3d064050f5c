import type { ActionInputs, FileAction } from '../../contract/action.js';
import { ActionFile, type FileFacts } from '../../contract/action-file.js';
import { definedOnly } from '../../contract/defined-only.js';
import type { VendorHeaders, VendorStream } from '../../contract/vendor-exchange.js';
import type { ActionExchange } from './action-exchange.js';
import { partsOf } from './answer-parts.js';
import { headOf } from './vendor-request.js';

/** Opens the file that an action yields. Its bytes stay with the vendor until somebody reads them. */
export async function openDownload(
  action: FileAction,
  inputs: ActionInputs,
  exchange: ActionExchange,
): Promise<ActionFile> {
  const built = action.build(inputs);
  // The bytes of the file and no others.
  const request = { ...built, headers: { 'accept-encoding': 'identity', ...built.headers } };
  let waiting: VendorStream | undefined = await exchange.stream(request);
  const facts = { ...factsIn(waiting.headers), ...action.describe?.(headOf(waiting)) };
  return new ActionFile(facts, {
    async *open() {
      const answer = waiting ?? (await exchange.stream(request));
      waiting = undefined;
      yield* partsOf(answer.body, new URL(answer.url).hostname);
    },
    discard: () => waiting?.body.discard(),
  });
}

/** What the file value says without opening the file. */
export async function lookAtFile(
  { look }: FileAction,
  inputs: ActionInputs,
  exchange: ActionExchange,
): Promise<FileFacts> {
  return look ? look.read(await exchange.send(look.build(inputs)), inputs) : {};
}

/** An encoded body has another length than the file. */
function factsIn(headers: VendorHeaders): FileFacts {
  const [length, type, encoding] = ['content-length', 'content-type', 'content-encoding'].map((name) => headers[name]);
  const isLength = typeof length === 'string' && /^\d{1,15}$/.test(length) && encoding === undefined;
  return definedOnly({
    size: isLength ? Number(length) : undefined,
    contentType: typeof type === 'string' ? type : undefined,
  });
}
