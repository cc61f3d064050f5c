import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { ModelledToken } from './modelled-token.js';
import { MOODS, type TokenModel } from './token-model.js';

export type TokenCommand = fc.AsyncCommand<TokenModel, ModelledToken>;

interface Step {
  readonly name: string;
  /** How often it comes, compared with others; 1 unless told. */
  readonly weight?: number;
  /** Whether it makes sense now; always unless told. */
  when?(model: Readonly<TokenModel>): boolean;
  /** Does it in both worlds; answers how often the vendor must have been called. */
  run(model: TokenModel, real: ModelledToken): Promise<number>;
}

const ANY = { 'if-match': '*' };
const AT_ONCE = 12;

const exists = (model: Readonly<TokenModel>) => model.exists;
/** The vendor would renew. */
const isSound = (model: Readonly<TokenModel>) =>
  model.exists && model.mood === 'works' && model.isGrantAlive && !model.isSpent && model.state !== 'in-doubt';

const STEPS: readonly Step[] = [
  {
    name: 'resolve',
    weight: 3,
    async run(model, real) {
      const { outcome, calls } = model.resolve();
      const served = outcome === 'served' ? { generation: model.generation } : {};
      expect(await real.resolve()).toEqual({ outcome, ...served });
      return calls;
    },
  },
  {
    name: `resolve ${AT_ONCE} times at once`,
    async run(model, real) {
      const { outcome, calls } = model.resolve();
      const served = outcome === 'served' ? { generation: model.generation } : {};
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => real.resolve()));
      expect(answers).toEqual(Array(AT_ONCE).fill({ outcome, ...served }));
      return calls;
    },
  },
  {
    name: 'renew now',
    weight: 4,
    when: exists,
    async run(model, real) {
      const { outcome, calls } = model.renew();
      expect(await real.renewNow()).toBe(outcome);
      return calls;
    },
  },
  {
    name: 'let it become due',
    weight: 3,
    when: (model) => model.exists && model.age === 'fresh',
    run: (model, real) => become('due', model, real),
  },
  {
    name: 'let it expire',
    weight: 2,
    when: exists,
    run: (model, real) => become('expired', model, real),
  },
  {
    name: 'describe it',
    when: exists,
    async run(model, real) {
      await real.change((admin, path) => admin.patch(path, { description: 'changed' }, ANY));
      model.describe();
      return 0;
    },
  },
  {
    name: 'disable it',
    when: exists,
    async run(model, real) {
      await real.change((admin, path) => admin.post(`${path}/disable`, {}, ANY));
      model.isDisabled = true;
      return 0;
    },
  },
  {
    name: 'enable it',
    when: exists,
    async run(model, real) {
      await real.change((admin, path) => admin.post(`${path}/enable`, {}, ANY));
      model.isDisabled = false;
      return 0;
    },
  },
  {
    name: 'remove it',
    when: exists,
    async run(model, real) {
      await real.discard(model);
      model.exists = false;
      return 0;
    },
  },
  {
    name: 'connect it',
    async run(model, real) {
      await real.setMood('works');
      await (model.exists ? real.reconnect() : real.createAgain());
      await real.setMood(model.mood);
      model.connect();
      return 0;
    },
  },
  {
    name: 'give it a new secret',
    when: (model) => model.exists && model.state !== 'needs-reconnect',
    async run(model, real) {
      const { outcome, calls } = model.correct();
      expect(await real.correct()).toBe(outcome);
      return calls;
    },
  },
  {
    name: 'die and start again',
    async run(_model, real) {
      await real.house.die();
      return 0;
    },
  },
  ...MOODS.map((mood) => ({
    name: `the vendor ${mood}`,
    weight: mood === 'works' ? 3 : 1,
    async run(model: TokenModel, real: ModelledToken) {
      model.mood = mood;
      await real.setMood(mood);
      return 0;
    },
  })),
];

/** Deaths in the middle of a renewal, which this process can die of on SQLite only. */
const DEATHS: readonly Step[] = [
  ...(['answer-received', 'before-commit'] as const).map((milestone) => ({
    name: `die at ${milestone}`,
    when: isSound,
    async run(model: TokenModel, real: ModelledToken) {
      await real.house.dieAt(milestone, () => real.renewNow());
      model.dieUnanswered();
      return 1;
    },
  })),
  {
    name: 'die at after-commit',
    when: isSound,
    async run(model, real) {
      await real.house.dieAt('after-commit', () => real.renewNow());
      return model.renew().calls;
    },
  },
];

/** Random sequences; those that can die in a renewal too. */
export function tokenCommands({ maxCommands, deaths }: { readonly maxCommands: number; readonly deaths: boolean }) {
  const steps = deaths ? [...STEPS, ...DEATHS] : STEPS;
  return fc.commands(
    steps.flatMap((step) => Array.from({ length: step.weight ?? 1 }, () => fc.constant(commandOf(step)))),
    { maxCommands, size: 'max' },
  );
}

function commandOf({ name, when = () => true, run }: Step): TokenCommand {
  return {
    check: (model) => when(model),
    async run(model, real) {
      await real.check(model, await run(model, real));
    },
    toString: () => name,
  };
}

async function become(age: 'due' | 'expired', model: TokenModel, real: ModelledToken): Promise<number> {
  await real.becomes(age);
  model.pass(age);
  return 0;
}
