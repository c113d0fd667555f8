import { Readable } from 'node:stream';
import type { RightOfWay } from '../service/right-of-way.js';

/** Characters of answers that go out at once; what a group of the log answers comes together. */
const CHUNK_LENGTH = 16_384;

/**
 * The answers as they come. Not held up by a client that sends all before it reads anything: both would wait for each other. They are
 * as many as a request has lines at most, some hundred bytes each. Until the last one is there, background work gives way.
 */
export function streamOfLines(answers: AsyncIterable<object>, rightOfWay: RightOfWay): Readable {
  const giveBack = rightOfWay.enter();
  let isOver = false;
  let chunk = '';
  let waiting: NodeJS.Immediate | undefined;
  const stream = new Readable({
    read: () => undefined,
    destroy: (error, done) => {
      isOver = true;
      done(error);
    },
  });
  const send = (): void => {
    clearImmediate(waiting);
    waiting = undefined;
    if (chunk !== '' && !isOver) stream.push(chunk);
    chunk = '';
  };
  const answer = async (): Promise<void> => {
    for await (const one of answers) {
      if (isOver) return;
      chunk += `${JSON.stringify(one)}\n`;
      if (chunk.length >= CHUNK_LENGTH) send();
      else waiting ??= setImmediate(send);
    }
    send();
    stream.push(null);
  };
  answer()
    .catch((error: Error) => stream.destroy(error))
    .finally(giveBack);
  return stream;
}
