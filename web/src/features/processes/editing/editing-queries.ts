import { answered, answeredWithEtag, api } from '../../../api/client.js';
import type { components } from '../../../api/generated/openapi.js';
import type { ProcessPlace } from '../process-queries.js';

export type Findings = components['schemas']['CheckView'];

/** What publishing would say of this text; nothing is stored. */
export const checkDefinition = (appId: string, definition: string): Promise<Findings> =>
  answered(api.POST('/v1/apps/{appId}/processes/check', { params: { path: { appId } }, body: { definition } }));

export const createProcess = (appId: string, process: { readonly name: string; readonly definition: string }) =>
  answeredWithEtag(api.POST('/v1/apps/{appId}/processes', { params: { path: { appId } }, body: process }));

/** Under the ETag of what the person has seen: whoever was faster is not overwritten. */
export const saveDraft = (path: ProcessPlace, { definition, etag }: { definition: string; etag: string }) =>
  answeredWithEtag(
    api.PATCH('/v1/apps/{appId}/processes/{processId}', {
      params: { path, header: { 'If-Match': etag } },
      body: { definition },
    }),
  );
