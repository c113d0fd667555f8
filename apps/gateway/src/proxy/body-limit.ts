import { type Readable, Transform } from 'node:stream';
import { ProblemError } from '@corridor/nest-kit';

export function bodyTooLarge(bytesMax: number): ProblemError {
  return new ProblemError(
    413,
    'body-too-large',
    `A body has at most ${bytesMax} bytes. Send it in several requests.`,
  );
}

/** Passes a body on as it comes, and breaks off where it grows too large: its length need not have been told before. */
export function limitedTo(bytesMax: number, body: Readable): Readable {
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > bytesMax) done(bodyTooLarge(bytesMax));
      else done(null, chunk);
    },
  });
  body.once('error', (error) => limited.destroy(error));
  return body.pipe(limited);
}
