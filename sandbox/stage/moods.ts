import { asRecord } from './call.js';

/** Every mood, with the members it takes besides `endpoint` and `times`: `number` must be there, `number?` may be. */
const MOOD_MEMBERS = {
  static: {},
  rotates: {},
  'rotates-and-keeps': {},
  'rotates-with-reuse-detection': {},
  'replay-window': { seconds: 'number' },
  'access-token-lifetime': { seconds: 'number' },
  slow: { ms: 'number' },
  'slow-answer': { ms: 'number' },
  refuses: { error: 'string', status: 'number?', description: 'string?' },
  throttles: { seconds: 'number?' },
  'server-errors': { status: 'number?' },
  revokes: {},
  'loses-answer': {},
  'resets-mid-body': {},
} as const satisfies Record<string, Record<string, 'number' | 'string' | 'number?' | 'string?'>>;

export type MoodKind = keyof typeof MOOD_MEMBERS;

/** One way of being difficult; see sandbox/README.md for what each kind does. */
export interface Mood {
  readonly kind: MoodKind;
  /** Only calls of this endpoint (the route's name in the journal); without it, every call of the vendor. */
  readonly endpoint?: string;
  /** How many calls are left; without it, until the moods are replaced. */
  readonly times?: number;
  readonly seconds?: number;
  readonly ms?: number;
  readonly status?: number;
  readonly error?: string;
  readonly description?: string;
}

/** The moods in force. */
export class Moods {
  private current: Mood[] = [];

  list(): readonly Mood[] {
    return this.current;
  }

  replace(moods: readonly Mood[]): void {
    this.current = [...moods];
  }

  /** The first mood of one of the kinds that applies to the endpoint; uses up one of its calls. */
  take(endpoint: string, ...kinds: MoodKind[]): Mood | undefined {
    const index = this.current.findIndex(
      (mood) => kinds.includes(mood.kind) && (mood.endpoint === undefined || mood.endpoint === endpoint),
    );
    const mood = this.current[index];
    if (mood?.times === undefined) return mood;
    if (mood.times > 1) this.current[index] = { ...mood, times: mood.times - 1 };
    else this.current.splice(index, 1);
    return mood;
  }
}

/** Reads `[{kind, ...}]` or `{moods: [...]}`; answers with a sentence when something in it is not a mood. */
export function parseMoods(body: unknown): readonly Mood[] | string {
  const list: unknown = Array.isArray(body) ? body : asRecord(body)?.moods;
  if (!Array.isArray(list)) return 'Send a list of moods, or an object with the member "moods".';
  const moods: Mood[] = [];
  for (const item of list as unknown[]) {
    const fault = moodFault(asRecord(item));
    if (fault !== undefined) return fault;
    moods.push(item as Mood);
  }
  return moods;
}

function moodFault(mood: Record<string, unknown> | undefined): string | undefined {
  const kind = typeof mood?.kind === 'string' ? mood.kind : '';
  if (mood === undefined || !Object.hasOwn(MOOD_MEMBERS, kind)) {
    return `"${kind}" is no mood. The moods are ${Object.keys(MOOD_MEMBERS).join(', ')}.`;
  }
  const members: Record<string, string> = { ...MOOD_MEMBERS[kind as MoodKind], endpoint: 'string?', times: 'number?' };
  for (const [name, type] of Object.entries(members)) {
    const isAbsent = mood[name] === undefined;
    if (isAbsent && type.endsWith('?')) continue;
    if (!isAllowed(mood[name], type.replace('?', '')))
      return `The mood "${kind}" needs "${name}" as a ${type.replace('?', '')}.`;
  }
  const stranger = Object.keys(mood).find((name) => name !== 'kind' && !Object.hasOwn(members, name));
  return stranger === undefined ? undefined : `The mood "${kind}" takes no "${stranger}".`;
}

function isAllowed(value: unknown, type: string): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) && value >= 0;
  return typeof value === 'string';
}
