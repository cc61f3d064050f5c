import { type Answer, emptyAnswer, jsonAnswer } from './answer.js';
import { asRecord, type Call, textOf } from './call.js';
import type { Journal } from './journal.js';
import { type Moods, parseMoods } from './moods.js';
import { ControlRefusal, type Revocation, type Vendor } from './vendor.js';
import type { VendorClock } from './vendor-clock.js';
import type { WaitingRoom } from './waiting-room.js';

/** What the control door can reach of one stage. */
export interface Controls {
  readonly vendor: Vendor;
  readonly moods: Moods;
  readonly journal: Journal;
  readonly clock: VendorClock;
  readonly waiting: WaitingRoom;
}

export const CONTROL_PREFIX = '/_sandbox/';

const DOORS: Record<string, (call: Call, controls: Controls) => Answer> = {
  'GET moods': (_call, { moods }) => jsonAnswer(200, { moods: moods.list() }),
  'PUT moods': (call, { moods }) => {
    const parsed = parseMoods(call.json());
    if (typeof parsed === 'string') throw new ControlRefusal(parsed);
    moods.replace(parsed);
    return jsonAnswer(200, { moods: moods.list() });
  },
  'GET journal': (call, { journal }) => jsonAnswer(200, { calls: journal.list(call.query.get('endpoint')) }),
  'DELETE journal': (_call, { journal }) => {
    journal.clear();
    return emptyAnswer(204);
  },
  'GET waiting': (_call, { waiting }) => jsonAnswer(200, { calls: waiting.list() }),
  'DELETE waiting': (_call, { waiting }) => {
    waiting.letGo();
    return emptyAnswer(204);
  },
  'GET grants': (_call, { vendor }) => jsonAnswer(200, { grants: vendor.grants?.() ?? [] }),
  'POST revoke': (call, { vendor }) => jsonAnswer(200, { revoked: vendor.revoke(parseRevocation(call.json())) }),
  'GET accounts': (_call, { vendor }) => jsonAnswer(200, vendor.accounts()),
  'POST accounts': (call, { vendor }) => {
    const account = asRecord(call.json());
    if (account === undefined) throw new ControlRefusal('Send the account as a JSON object.');
    return jsonAnswer(201, vendor.register(account));
  },
  'GET clock': (_call, { clock }) => jsonAnswer(200, { aheadBySeconds: clock.aheadBySeconds, now: clock.iso() }),
  'POST clock': (call, { clock }) => {
    const seconds = asRecord(call.json())?.aheadBySeconds;
    if (typeof seconds !== 'number' || Math.abs(seconds) > 1e9) {
      throw new ControlRefusal('Send {"aheadBySeconds": number}.');
    }
    clock.aheadBySeconds = seconds;
    return jsonAnswer(200, { aheadBySeconds: seconds, now: clock.iso() });
  },
};

/** The door for whoever runs the sandbox; no vendor has it. Calls that a browser page makes across origins are refused. */
export function answerControl(call: Call, controls: Controls): Answer {
  if (call.headers.origin !== undefined) return jsonAnswer(403, { error: 'The control door is not for web pages.' });
  const door = `${call.method} ${call.path.slice(CONTROL_PREFIX.length)}`;
  const answer = Object.hasOwn(DOORS, door) ? DOORS[door] : undefined;
  if (answer === undefined) return jsonAnswer(404, { error: `There are: ${Object.keys(DOORS).join(', ')}.` });
  try {
    return answer(call, controls);
  } catch (error) {
    if (error instanceof ControlRefusal) return jsonAnswer(400, { error: error.message });
    throw error;
  }
}

function parseRevocation(body: unknown): Revocation {
  const record = asRecord(body);
  const what = {
    credential: textOf(record, 'credential'),
    client: textOf(record, 'client'),
    user: textOf(record, 'user'),
  };
  if (Object.values(what).every((value) => value === undefined) && record?.all !== true) {
    throw new ControlRefusal('Say what to revoke: "credential", "client", "user", or "all": true.');
  }
  return Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined));
}
