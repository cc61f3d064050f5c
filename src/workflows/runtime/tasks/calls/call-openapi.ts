import { parse } from 'yaml';
import type { CallTask, OpenApiArguments } from '../../definition.js';
import { fillTemplate } from '../../expressions/evaluate.js';
import { findOperation, type Operation } from '../../openapi/find-operation.js';
import { requestFor } from '../../openapi/operation-request.js';
import { fault } from '../../problem-details.js';
import type { Result, TaskScope } from '../../scope.js';
import { takeStep } from '../take-step.js';
import { authenticationOf, sendRequest, shownCall } from './send-request.js';

/** Calls an operation that an OpenAPI or Swagger description describes, with the token that the definition names. */
export async function performCallOpenApi(task: CallTask, scope: TaskScope): Promise<Result> {
  const args = (await fillTemplate(task.with, scope.input, scope)) as OpenApiArguments;
  const operation = await readOperation(args, scope);
  const request = requestFor(operation, args.parameters ?? {});
  if ('problem' in request) throw fault('configuration', scope.pointer, request.problem);
  const call = { ...request, followRedirects: args.redirect ?? false, ...authenticationOf(args.authentication) };
  return { output: await sendRequest(call, args, scope) };
}

/** A step of its own, of which only the operation is recorded: a replay calls what was called, not what is there now. */
async function readOperation({ document, operationId }: OpenApiArguments, scope: TaskScope): Promise<Operation> {
  const url = typeof document.endpoint === 'string' ? document.endpoint : document.endpoint.uri;
  const headers = { accept: 'application/json, application/yaml;q=0.9' };
  const call = { method: 'GET', url, headers, followRedirects: true };
  const found = await takeStep(
    {
      isRepeatable: true,
      input: shownCall(call),
      work: async (context) => {
        const { output: answer } = await scope.run.actions.callHttp(call, context);
        if (answer.status !== 200) {
          throw fault('communication', scope.pointer, `The description ${url} was answered with ${answer.status}.`);
        }
        return { output: findOperation(descriptionIn(answer.body), { operationId, url: answer.request.uri }) };
      },
    },
    { ...scope, name: `${scope.name}/document` },
  );
  const operation = found as ReturnType<typeof findOperation>;
  if ('problem' in operation) throw fault('configuration', scope.pointer, operation.problem);
  return operation;
}

/** YAML 1.2 contains JSON. */
function descriptionIn(body: Uint8Array): unknown {
  try {
    return parse(Buffer.from(body).toString('utf8'), { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}
