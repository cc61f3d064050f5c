import type { Answer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import type { MicrosoftDesk } from '../desk.js';
import { entity, pageOf } from '../graph/odata.js';
import { requireSite } from '../graph/sites.js';
import { delta } from './changes.js';
import { readContent, writeContent } from './content.js';
import { copyItem } from './copies.js';
import type { Drive } from './drive-store.js';
import { changeItem, children, createFolder, createLink, readItem, removeItem, search } from './items.js';
import { placeOf } from './places.js';
import { SharePointDigest } from './quick-xor.js';
import { createSession } from './upload-sessions.js';

type Verb = (call: Call, desk: MicrosoftDesk) => Answer;

interface ItemVerb {
  readonly method: Route['method'];
  readonly suffix: string;
  readonly name: string;
  readonly verb: Verb;
}

/** What can be done with an item, however it is addressed; those with a suffix come first. */
const VERBS: readonly ItemVerb[] = [
  { method: 'GET', suffix: '/children', name: 'children', verb: children },
  { method: 'POST', suffix: '/children', name: 'children', verb: createFolder },
  { method: 'GET', suffix: '/content', name: 'content', verb: readContent },
  { method: 'PUT', suffix: '/content', name: 'content', verb: writeContent },
  { method: 'POST', suffix: '/createUploadSession', name: 'createUploadSession', verb: createSession },
  { method: 'POST', suffix: '/createLink', name: 'createLink', verb: createLink },
  { method: 'POST', suffix: '/copy', name: 'copy', verb: copyItem },
  { method: 'GET', suffix: '', name: 'item', verb: readItem },
  { method: 'PATCH', suffix: '', name: 'item', verb: changeItem },
  { method: 'DELETE', suffix: '', name: 'item', verb: removeItem },
];

const BASES = ['/v1.0/drives/:drive', '/v1.0/sites/:site/drive'];
/** The longest suffixes are tried on every address before an address by path could swallow them. */
const ADDRESSES = ['/root', '/items/:item', '/root:/:path+', '/items/:item/:path+'];

/** Document libraries and what is in them. */
export function driveRoutes(host: string, desk: MicrosoftDesk): readonly Route[] {
  const at = (name: string, path: string, answer: Verb): Route => ({
    name,
    method: 'GET',
    host,
    path,
    answer: (call) => answer(call, desk),
  });
  return [
    at('drives', '/v1.0/sites/:site/drives', drives),
    ...BASES.flatMap((base) => [
      at('drive', base, drive),
      ...itemRoutes(host, base, desk),
      at('delta', `${base}/root/delta`, delta),
      at('search', `${base}/root/:function`, search),
    ]),
  ];
}

function itemRoutes(host: string, base: string, desk: MicrosoftDesk): readonly Route[] {
  return ['/children', '/content', '/createUploadSession', '/createLink', '/copy', ''].flatMap((suffix) =>
    ADDRESSES.flatMap((address) =>
      VERBS.filter((verb) => verb.suffix === suffix).map(({ method, name, verb }): Route => {
        const isUpload = name === 'content' && method === 'PUT';
        const route = {
          name,
          method,
          host,
          path: `${base}${address}${suffix}`,
          answer: (call: Call) => verb(call, desk),
        };
        return isUpload ? { ...route, file: () => new SharePointDigest() } : route;
      }),
    ),
  );
}

function drives(call: Call, desk: MicrosoftDesk): Answer {
  const { site } = requireSite(call, desk, 'read');
  const found = [...desk.state.data.drives.drives.values()].filter(({ siteId }) => siteId === site.id);
  return pageOf(call, found, driveView);
}

function drive(call: Call, desk: MicrosoftDesk): Answer {
  return entity(call, 200, driveView(placeOf(call, desk, 'read').drive));
}

function driveView({ id, name }: Drive): Record<string, unknown> {
  return { id, name, driveType: 'documentLibrary' };
}
