import { type Answer, Refusal } from './answer.js';
import type { Call } from './call.js';
import { presentedCredential } from './credential.js';
import type { Mood, MoodKind, Moods } from './moods.js';
import { findRoute } from './router.js';
import type { Route, Vendor } from './vendor.js';
import type { WaitingRoom } from './waiting-room.js';

/** How an answer leaves: whole, not at all, or cut off in the middle of its body. */
export interface Performance {
  readonly answer: Answer;
  readonly ending: 'whole' | 'lost' | 'cut';
  readonly moods: readonly MoodKind[];
}

/** Answers one call as the vendor would in the moods of its arrival. `closing` ends the waits of the slow moods. */
export async function perform(
  vendor: Vendor,
  call: Call,
  stage: { moods: Moods; waiting: WaitingRoom; closing: AbortSignal },
): Promise<Performance> {
  const route = findRoute(vendor.routes, call);
  if (!('answer' in route)) return { answer: vendor.wording.unknown(call, route), ending: 'whole', moods: [] };
  const touched: MoodKind[] = [];
  const take = (...kinds: MoodKind[]): Mood | undefined => {
    const mood = stage.moods.take(call.endpoint, ...kinds);
    if (mood !== undefined) touched.push(mood.kind);
    return mood;
  };
  const hold = async (mood: Mood | undefined, isDone: boolean): Promise<void> => {
    if (mood?.ms === undefined) return;
    await stage.waiting.hold({ endpoint: call.endpoint, isDone }, mood.ms, stage.closing);
  };
  const [slow, outburst] = [take('slow'), take('throttles', 'server-errors', 'refuses')];
  await hold(slow, false);
  const credential = presentedCredential(call);
  if (credential !== undefined && take('revokes') !== undefined) vendor.revoke({ credential });
  if (outburst !== undefined) return { answer: vent(vendor, call, outburst), ending: 'whole', moods: touched };
  const answer = await answerOrRefusal(route, call);
  await hold(take('slow-answer'), true);
  const end = take('loses-answer', 'resets-mid-body');
  return { answer, ending: endingOf(end), moods: touched };
}

function vent(vendor: Vendor, call: Call, mood: Mood): Answer {
  if (mood.kind === 'throttles') return vendor.wording.throttles(call, mood.seconds);
  if (mood.kind === 'refuses') return vendor.wording.refuses(call, mood);
  return vendor.wording.breaksDown(call, mood.status ?? 500);
}

async function answerOrRefusal(route: Route, call: Call): Promise<Answer> {
  try {
    return await route.answer(call);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function endingOf(mood: Mood | undefined): Performance['ending'] {
  if (mood === undefined) return 'whole';
  return mood.kind === 'loses-answer' ? 'lost' : 'cut';
}
