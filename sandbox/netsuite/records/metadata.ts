import { type Answer, jsonAnswer, Refusal } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { requireCaller } from '../access.js';
import type { NetsuiteDesk } from '../desk.js';
import { restError } from '../wording.js';
import { fieldsOf, isRecordType, recordTypes, requiredFields } from './record-store.js';

const HOST = '*.suitetalk.api.netsuite.com';
const CATALOG = '/services/rest/record/v1/metadata-catalog';

/** Which record types there are, and the fields of one as JSON Schema. */
export function metadataRoutes(desk: NetsuiteDesk): readonly Route[] {
  const route = (path: string, answer: (call: Call) => Answer): Route => ({
    name: 'metadata',
    method: 'GET',
    host: HOST,
    path,
    answer: (call) => {
      requireCaller(call, desk);
      return answer(call);
    },
  });
  return [
    route(CATALOG, (call) => {
      const items = recordTypes().map((name) => ({
        name,
        links: [{ rel: 'canonical', href: `${call.address}/${name}` }],
      }));
      return jsonAnswer(200, { items, links: [{ rel: 'self', href: call.address }] });
    }),
    route(`${CATALOG}/:type`, (call) => jsonAnswer(200, schemaOf(call), { 'content-type': 'application/schema+json' })),
  ];
}

function schemaOf(call: Call): Record<string, unknown> {
  const { type = '' } = call.params;
  if (!isRecordType(type)) {
    const detail = `Record type '${type}' does not exist.`;
    throw new Refusal(restError(404, { detail, code: 'NONEXISTENT_RECORD_TYPE' }));
  }
  if (!call.header('accept').includes('application/schema+json')) {
    throw new Refusal(restError(406, { detail: 'Ask for application/schema+json.', code: 'INVALID_HEADER' }));
  }
  const required = requiredFields(type);
  const fields = fieldsOf(type).map((name) => [
    name,
    { title: titleOf(name), type: 'string', nullable: !required.includes(name) },
  ]);
  return {
    $schema: 'http://json-schema.org/draft-06/hyper-schema#',
    type: 'object',
    properties: Object.fromEntries([['id', { title: 'Internal ID', type: 'string' }], ...fields]),
  };
}

/** `companyName` is shown as "Company Name". */
function titleOf(name: string): string {
  const words = name.replace(/([A-Z])/g, ' $1');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
