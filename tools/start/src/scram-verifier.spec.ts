import { createHash, createHmac } from 'node:crypto';
import { scramVerifier } from './scram-verifier.js';

// RFC 7677, 3: a whole exchange of the user "user" with the password "pencil".
const SALT = 'W22ZaJ0SNY7soEsUEjb6gQ==';
const NONCE = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
const EXCHANGE = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${NONCE},s=${SALT},i=4096,c=biws,r=${NONCE}`;
const CLIENT_PROOF = 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';
const SERVER_SIGNATURE = '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

const signed = (key: Buffer): Buffer => createHmac('sha256', key).update(EXCHANGE).digest();

it('lets a server check the proof of a client, and give its own, as in the RFC', () => {
  const [method, rounds, keys = ''] = scramVerifier('pencil', Buffer.from(SALT, 'base64')).split('$');
  expect(method).toBe('SCRAM-SHA-256');
  expect(rounds).toBe(`4096:${SALT}`);
  const [storedKey, serverKey] = keys.split(':').map((key) => Buffer.from(key, 'base64'));
  if (storedKey === undefined || serverKey === undefined) throw new Error('there are not two keys');
  expect(signed(serverKey).toString('base64')).toBe(SERVER_SIGNATURE);
  const signature = signed(storedKey);
  const clientKey = Buffer.from(CLIENT_PROOF, 'base64').map((byte, at) => byte ^ (signature[at] ?? 0));
  expect(createHash('sha256').update(clientKey).digest()).toEqual(storedKey);
});

it('salts each anew', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});
