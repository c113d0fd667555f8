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
