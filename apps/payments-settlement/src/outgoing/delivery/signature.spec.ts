import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { newSecret, secretText, signatureOf } from './signature.js';

it('signs as the example of Standard Webhooks does', () => {
  // From the specification's own test vector: secret, id, timestamp and body, with the signature that it gives.
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const signed = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(signatureOf([secret], signed)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('signs by each secret, the newest first', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const signed = { id: 'evt_1', timestamp: 1, body: '{}' };
  expect(signatureOf([other, one], signed)).toBe(
    `${signatureOf([other], signed)} ${signatureOf([one], signed)}`,
  );
  expect(signatureOf([other], signed)).not.toBe(signatureOf([one], signed));
});

it('makes secrets of 32 bytes, each another, shown with their prefix', () => {
  const secret = newSecret();
  expect(secretText(secret)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(secretText(secret).slice('whsec_'.length), 'base64')).toEqual(secret);
  expect(newSecret()).not.toEqual(secret);
});

describe('the check in docs/webhooks.md', () => {
  const page = readFileSync(new URL('../../../../../docs/webhooks.md', import.meta.url), 'utf8');
  const code = /```js\n(.*?)```/s.exec(page)?.[1] ?? '';
  const secrets = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const NOW = 1_800_000_000;
  const body = '{"id":"evt_7"}';

  /** What it says of requests, each the request that is in order but for what is told. */
  const checked = (...changes: readonly Record<string, unknown>[]): readonly boolean[] => {
    const asked = changes.map((change) => {
      const { timestamp = NOW, ...more } = change;
      const headers = {
        'webhook-id': 'evt_7',
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureOf(secrets, { id: 'evt_7', timestamp: Number(timestamp), body }),
      };
      return {
        headers: { ...headers, ...more },
        body: more.body ?? body,
        secret: more.secret ?? secretText(secrets[1] as Buffer),
      };
    });
    const run = `${code}
      const asked = ${JSON.stringify(asked)};
      const said = asked.map(({ headers, body, secret }) => isOfTheLedger(headers, body, secret, ${NOW * 1_000}));
      console.log(JSON.stringify(said));`;
    return JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', run], { encoding: 'utf8' }),
    );
  };

  it('takes what is signed, by either secret, and nothing else', () => {
    expect(
      checked(
        {},
        { secret: secretText(secrets[0] as Buffer) },
        { timestamp: NOW - 299 },
        { body: `${body} ` },
        { 'webhook-id': 'evt_8' },
        { secret: secretText(Buffer.alloc(32, 3)) },
        { 'webhook-signature': 'v1,' },
        { 'webhook-signature': undefined },
        { timestamp: NOW - 301 },
        { timestamp: NOW + 301 },
      ),
    ).toEqual([true, true, true, ...Array(7).fill(false)]);
  });
});
