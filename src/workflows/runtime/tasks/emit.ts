import type { EmitTask } from '../definition.js';
import { type CloudEvent, eventComplaint, eventId } from '../events/cloud-event.js';
import { fillTemplate } from '../expressions/evaluate.js';
import { fault } from '../problem-details.js';
import type { Result, TaskScope } from '../scope.js';
import { takeStep } from './take-step.js';

/** Tells the app an event. */
export async function performEmit({ emit }: EmitTask, scope: TaskScope): Promise<Result> {
  const { actions, port } = scope.run;
  const given = (await fillTemplate(emit.event.with, scope.input, scope)) as Pick<CloudEvent, 'source' | 'type'>;
  const id = eventId(port.runId, scope.name);
  const event: CloudEvent = { id, time: port.now().toISOString(), ...given, specversion: '1.0' };
  await takeStep(
    {
      isRepeatable: true,
      input: event,
      work: async () => {
        const complaint = eventComplaint(event);
        if (complaint) throw fault('expression', scope.pointer, complaint);
        await actions.events.publish(event);
        return { output: null };
      },
    },
    scope,
  );
  return { output: event };
}
