import { Readable } from 'node:stream';
import type { Told } from './intake.js';

/** Characters of an answer that go out at once. */
const PIECE = 16_384;

/** The answer in JSON, as it comes: results in the order of the file, then messages and warnings, of which there are few. */
export async function* jsonAnswer(told: AsyncIterable<Told>): AsyncGenerator<string, void> {
  const messages: unknown[] = [];
  const warnings: unknown[] = [];
  let text = '{"results":[';
  let isFirst = true;
  for await (const each of told) {
    if (each.kind === 'message') messages.push(each.result);
    else if (each.kind === 'warning') warnings.push(each.warning);
    else {
      text += `${isFirst ? '' : ','}${JSON.stringify(each.result)}`;
      isFirst = false;
      if (text.length < PIECE) continue;
      yield text;
      text = '';
    }
  }
  yield `${text}],"messages":${JSON.stringify(messages)},"warnings":${JSON.stringify(warnings)}}`;
}

/**
 * A stream of what comes, once the first pieces are there: what fails before them is answered by an error of its own. The client's pace is the pace
 * of the work. @param done what is to be done at its end, however it ends.
 */
export async function streamOf(
  pieces: AsyncGenerator<string, void>,
  done: () => Promise<void>,
): Promise<Readable> {
  const held: string[] = [];
  try {
    for (let size = 0; size < PIECE * HELD_PIECES; ) {
      const { value, done: isOver } = await pieces.next();
      if (isOver) break;
      held.push(value);
      size += value.length;
    }
  } catch (error) {
    await done();
    throw error;
  }
  async function* all(): AsyncGenerator<string, void> {
    try {
      yield* held;
      yield* pieces;
    } finally {
      await done();
    }
  }
  return Readable.from(all(), { objectMode: false });
}

const HELD_PIECES = 4;
