import fc from 'fast-check';

/** A task without its name, as a definition has it. */
type Task = Readonly<Record<string, unknown>>;
/** A list of named tasks, as a definition has it. */
export type Tasks = readonly Readonly<Record<string, Task>>[];

/** Where calls go; the last part of the path is the status of the answer. */
export const CALLED_HOST = 'api.example.com';
/** Processes that others may start: what they do, by the name in their head. */
export const INNER = {
  'inner-good': '  - rest: { wait: { milliseconds: 5 } }\n  - one: { set: { inner: good } }',
  'inner-bad': `  - bad: { call: http, with: { method: get, endpoint: 'https://${CALLED_HOST}/{run}/inner/503' } }`,
} as const;

const ERROR = { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/validation', status: 400, title: 'Refused' };
const problems = fc.constantFrom(400, 404, 503);

/** The word of the language; as a literal it would look like a promise. */
const THEN = 'then';

/** What leaves a data of any shape in a shape that depends on it. */
const expressions = fc.constantFrom(
  '${ . }',
  '${ tostring | length }',
  '${ [.] }',
  '${ $context }',
  '${ $workflow.input.run | type }',
  '${ $task.name }',
  '${ if type == "object" then keys else type end }',
);
const conditions = fc.constantFrom('${ true }', '${ false }', '${ tostring | length > 40 }', '${ type == "object" }');

const calls = fc.constantFrom(200, 200, 200, 200, 200, 200, 404, 503).map((status) => ({
  call: 'http',
  with: { method: 'get', endpoint: `https://${CALLED_HOST}/{run}/call/${status}` },
  input: { from: { run: '${ $workflow.input.run }' } },
}));
const sets = fc.record({ kept: expressions, count: fc.nat(9) }).map((values) => ({ set: values }));
const waits = fc.nat(30).map((milliseconds) => ({ wait: { milliseconds } }));
const raises = problems.map((status) => ({ raise: { error: { ...ERROR, status } } }));
const inner = fc.constantFrom(...Object.keys(INNER)).map((name) => ({
  run: { workflow: { namespace: 'test', name, version: 'latest', input: { run: '${ $workflow.input.run }' } } },
}));
const late = fc.constant({ wait: { hours: 1 }, timeout: { after: { milliseconds: 20 } } });

/** What every kind of task may have besides. */
const additions = fc.record(
  {
    if: conditions,
    output: expressions.map((as) => ({ as })),
    export: fc.constant({ as: '${ { last: (. | tostring | length), before: ($context | tostring | length) } }' }),
    [THEN]: fc.constantFrom('continue', 'exit', 'end'),
  },
  { requiredKeys: [] },
);
const rarely = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: additions });

/** Lists of tasks, those within others included. */
export const processes: fc.Arbitrary<Tasks> = fc
  .letrec<{ whole: readonly Task[]; task: Task }>((tie) => {
    const list = fc.array(tie('task'), { minLength: 1, maxLength: 4 });
    const loops = fc
      .tuple(fc.integer({ min: 0, max: 3 }), list)
      .map(([times, body]) => ({ for: { in: `\${ [range(${times})] }` }, do: body }));
    const tries = fc
      .tuple(list, fc.option(list, { nil: undefined }), fc.option(problems, { nil: undefined }), fc.nat(2))
      .map(([body, handling, status, again]) => ({
        try: body,
        catch: {
          ...(status !== undefined && { errors: { with: { status } } }),
          ...(again > 0 && { retry: { delay: { milliseconds: 5 }, limit: { attempt: { count: again } } } }),
          ...(handling && { do: handling }),
        },
      }));
    const choices = fc
      .tuple(conditions, fc.constantFrom('continue', 'exit', 'end'))
      .map(([when, next]) => ({ switch: [{ met: { when, [THEN]: next } }, { other: { [THEN]: 'continue' } }] }));
    // How far the other branches come when one of them fails or ends the run is chance.
    const branch = list.map((tasks) => [{ try: withoutEnd(tasks), catch: { do: [{ set: { caught: true } }] } }]);
    const forks = fc.array(branch, { minLength: 2, maxLength: 3 }).map((branches) => ({ fork: { branches } }));
    // A branch that fails decides nothing: the other one would go on for an hour.
    const sound = fc.array(fc.oneof(sets, waits), { minLength: 1, maxLength: 3 });
    const races = sound.map((branch) => ({ fork: { compete: true, branches: [branch, [{ wait: { hours: 1 } }]] } }));
    const kinds = fc.oneof(
      // Of five levels, a definition may be nested deeper than one may be.
      { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
      { weight: 10, arbitrary: calls },
      { weight: 5, arbitrary: sets },
      { weight: 2, arbitrary: waits },
      { weight: 1, arbitrary: raises },
      { weight: 1, arbitrary: inner },
      { weight: 1, arbitrary: late },
      { weight: 2, arbitrary: choices },
      { weight: 3, arbitrary: loops },
      { weight: 4, arbitrary: tries },
      { weight: 3, arbitrary: forks },
      { weight: 3, arbitrary: races },
      { weight: 1, arbitrary: list.map((body) => ({ do: body })) },
    );
    return {
      whole: fc.array(tie('task'), { minLength: 4, maxLength: 8 }),
      task: fc.tuple(kinds, rarely).map(([kind, more]): Task => ({ ...kind, ...more })),
    };
  })
  .whole.map((tasks) => named(tasks, { count: 0 }));

function withoutEnd(tasks: readonly Task[]): readonly Task[] {
  return JSON.parse(JSON.stringify(tasks).replaceAll('"then":"end"', '"then":"exit"'));
}

/** Gives every task a name of its own, so that a record says which it is of. */
function named(tasks: readonly Task[], names: { count: number }): Tasks {
  return tasks.map((task) => {
    names.count += 1;
    const { count } = names;
    return { [`t${count}`]: withNames(task, names, count) };
  });
}

/** Variables of a loop within another have names of their own as well. */
function withNames(task: Task, names: { count: number }, own: number): Task {
  const {
    do: body,
    for: loop,
    try: tried,
    catch: caught,
    fork,
  } = task as {
    for?: object;
    do?: readonly Task[];
    try?: readonly Task[];
    catch?: { do?: readonly Task[] };
    fork?: { branches: readonly (readonly Task[])[] };
  };
  return {
    ...task,
    ...(loop && { for: { ...loop, each: `item${own}`, at: `place${own}` } }),
    ...(body && { do: named(body, names) }),
    ...(tried && { try: named(tried, names) }),
    ...(caught && { catch: { ...caught, as: `error${own}`, ...(caught.do && { do: named(caught.do, names) }) } }),
    ...(fork && { fork: { ...fork, branches: fork.branches.flatMap((branch) => named([{ do: branch }], names)) } }),
  };
}
