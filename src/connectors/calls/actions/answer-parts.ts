import { PassThrough, Writable } from 'node:stream';
import type { AnswerBody } from '../../contract/vendor-exchange.js';
import { answerLost } from '../../wire/wire.errors.js';

/** As much of an error's body as anybody reads; bytes. */
const READ_AT_MOST = 64 * 1024;
/** Bytes that wait for whoever reads. */
const HELD = 256 * 1024;

/** The body of an answer in parts, no faster than they are read; leaving early ends the vendor's answer. */
export async function* partsOf(body: AnswerBody, host: string): AsyncGenerator<Uint8Array, void> {
  const target = new PassThrough({ highWaterMark: HELD });
  body.sendTo(target);
  try {
    yield* target;
  } catch (cause) {
    throw answerLost(host, 'its body broke off', cause);
  } finally {
    target.destroy();
  }
}

/** The first bytes of an answer that nobody wants whole. What breaks off counts as its end. */
export function startOf(body: AnswerBody): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const collected = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        size += chunk.length;
        done();
        if (size >= READ_AT_MOST) this.destroy();
      },
    });
    collected.once('close', () => resolve(Buffer.concat(chunks)));
    body.sendTo(collected);
  });
}
