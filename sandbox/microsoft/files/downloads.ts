import { createHmac, randomBytes } from 'node:crypto';
import { madeFile } from '../../files/made-body.js';
import { type Answer, emptyAnswer, textAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { SHAREPOINT_HOSTS } from '../clouds.js';
import type { MicrosoftDesk } from '../desk.js';
import type { DriveItem } from './drive-store.js';

const DOWNLOAD_SECONDS = 3600;
/** For the addresses of this process only. */
const KEY = randomBytes(32);

/** Where the bytes of a file are: an address that is its own permission, for an hour. */
export function addressOfDownload({ state, clock }: MicrosoftDesk, item: DriveItem): string {
  const { drives, sites } = state.data;
  const site = sites.get(drives.drives.get(item.driveId)?.siteId ?? '');
  const expires = clock.seconds() + DOWNLOAD_SECONDS;
  const query = new URLSearchParams({
    UniqueId: item.id,
    expires: String(expires),
    tempauth: proofOf(item.id, expires),
  });
  return `https://${site?.host}${site?.path}/_layouts/15/download.aspx?${query}`;
}

/** On the SharePoint hosts; a bearer token is refused there, so that nobody gets used to sending one. */
export function downloadRoutes(desk: MicrosoftDesk): readonly Route[] {
  const at = (host: string, path: string): Route => ({
    name: 'download',
    method: 'GET',
    host,
    path: `${path}/_layouts/15/download.aspx`,
    answer: (call) => download(call, desk),
  });
  return SHAREPOINT_HOSTS.flatMap((host) => [at(host, ''), at(host, '/sites/:name')]);
}

function download(call: Call, { state, clock }: MicrosoftDesk): Answer {
  const { query } = call;
  const id = query.get('UniqueId') ?? '';
  const expires = Number(query.get('expires'));
  const isProved = query.get('tempauth') === proofOf(id, expires) && expires > clock.seconds();
  if (!isProved || call.headers.authorization !== undefined) return textAnswer(401, 'Unauthorized');
  const item = state.data.drives.items.get(id);
  if (item === undefined) return textAnswer(404, 'Not Found');
  const { from, to, isPart } = rangeOf(call, item.size);
  if (from >= to && item.size > 0) return emptyAnswer(416, { 'content-range': `bytes */${item.size}` });
  const content = item.content === undefined ? undefined : Buffer.from(item.content, 'base64').subarray(from, to);
  return {
    status: isPart ? 206 : 200,
    headers: {
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
      ...(isPart ? { 'content-range': `bytes ${from}-${to - 1}/${item.size}` } : {}),
    },
    body: content ?? madeFile(item.size, from, to),
  };
}

function rangeOf(call: Call, size: number): { from: number; to: number; isPart: boolean } {
  const [, from, last] = /^bytes=(\d+)-(\d*)$/.exec(call.header('range')) ?? [];
  if (from === undefined) return { from: 0, to: size, isPart: false };
  return { from: Number(from), to: last ? Math.min(Number(last) + 1, size) : size, isPart: true };
}

function proofOf(id: string, expires: number): string {
  return createHmac('sha256', KEY).update(`${id} ${expires}`).digest('base64url');
}
