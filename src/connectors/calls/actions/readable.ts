import { answerUnreadable } from '../calls.errors.js';

/** Picks what is wanted from an answer whose form only the vendor knows. @throws answer-unreadable */
export function readable<T>(call: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw answerUnreadable(call, error);
  }
}
