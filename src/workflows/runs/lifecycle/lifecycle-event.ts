import { RUN_SUBJECT } from '../../../modules/events/lifecycle-types.js';
import type { Json, NewEvent } from '../../../modules/events/new-event.js';
import type { Definition } from '../../runtime/definition.js';
import type { RunEntity } from '../run.entity.js';
import type { LifecycleDraft } from './lifecycle-draft.js';

type Document = Definition['workflow']['document'];

/** A lifecycle event as it is stored; `sequence` counts those of one run. Neither input nor output: receivers ask. */
export function eventOf(
  { run, document }: { readonly run: RunEntity; readonly document: Document },
  { type, at, data }: LifecycleDraft,
  sequence: number,
): NewEvent {
  const { id, tenantId, appId } = run;
  const subject = { kind: RUN_SUBJECT, id, name: document.name };
  const named = 'task' in data ? { workflow: qualifiedName(run, document) } : factsOf(run, document);
  return { tenantId, appId, type, subject, at, data: { ...named, ...data, sequence } };
}

function factsOf(run: RunEntity, document: Document): Readonly<Record<string, Json>> {
  const { processId, version: processVersion, parentRunId } = run;
  const { namespace, name, version } = document;
  return {
    name: qualifiedName(run, document),
    definition: { namespace, name, version },
    ...{ processId, processVersion },
    ...(parentRunId === null ? {} : { parentRunId }),
  };
}

/** The name of the definition, what tells this run from others, and the namespace, as the specification has it. */
function qualifiedName({ id }: RunEntity, { namespace, name }: Document): string {
  return `${name}-${id}.${namespace}`;
}
