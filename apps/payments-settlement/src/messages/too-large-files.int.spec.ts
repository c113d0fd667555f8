import { once } from 'node:events';
import http from 'node:http';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { INTAKE_DEFAULTS } from './intake-settings.js';

const MIB = 1024 * 1024;
const LIMIT_BYTES = 4 * MIB;

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments({}, { intake: { ...INTAKE_DEFAULTS, bytesMax: LIMIT_BYTES } });
});
afterAll(() => payments.stop());

/** A bank that sends all of its file, part by part, before it looks for the answer. */
async function sent(bytes: number, isLengthTold: boolean): Promise<unknown> {
  const request = http.request(`${payments.url}/v1/iso20022`, {
    method: 'POST',
    agent: false,
    headers: {
      authorization: 'Bearer karachi-key',
      'content-type': 'application/xml',
      ...(isLengthTold && { 'content-length': bytes }),
    },
  });
  const answered = new Promise<unknown>((resolve) => {
    request.once('response', async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve([response.statusCode, (JSON.parse(text) as { readonly code: string }).code]);
    });
    request.once('error', (error) => resolve(error));
  });
  const gone = once(request, 'close');
  request.setMaxListeners(0);
  const part = Buffer.alloc(MIB, ' ');
  for (let left = bytes; left > 0 && !request.destroyed; left -= part.length) {
    if (!request.write(part)) await Promise.race([once(request, 'drain'), gone]);
  }
  request.end();
  return answered;
}

it.each([
  [5, true],
  [5, false],
  [24, true],
  [300, true],
  [300, false],
])(
  'a file of %s MiB where 4 are taken is answered, its length told before or not (%s)',
  async (mib, isLengthTold) => {
    expect(await sent(mib * MIB, isLengthTold)).toEqual([413, 'body-too-large']);
  },
);
