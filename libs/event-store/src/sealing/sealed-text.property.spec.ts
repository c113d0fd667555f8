import fc from 'fast-check';
import { MasterKey, seal, unseal } from '../index.js';

const SEED = 20_261_126;
const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const field = fc.constantFrom('name', 'passportNumber', 'birthDate', 'contact');
const text = fc.string({ unit: 'binary', maxLength: 140 });

it('opens what it sealed, and tells nothing of it before', () => {
  fc.assert(
    fc.property(text, field, fc.uuid(), key, (plain, of, keyId, bytes) => {
      const sealed = seal(plain, of, { keyId, key: bytes });
      expect(unseal(sealed, of, { keyId, key: bytes })).toBe(plain);
      // Of texts of four bytes and more; a shorter one may stand in base64 by chance.
      if (plain.length >= 4) expect(JSON.stringify(sealed)).not.toContain(plain);
      // Blocks of 64 bytes, and the tag: the length tells nothing of most texts.
      expect((Buffer.from(sealed.ciphertext, 'base64').length - 16) % 64).toBe(0);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

it('seals the same text otherwise each time', () => {
  fc.assert(
    fc.property(text, field, fc.uuid(), key, (plain, of, keyId, bytes) => {
      const [one, other] = [0, 1].map(() => seal(plain, of, { keyId, key: bytes }));
      expect(one?.nonce).not.toBe(other?.nonce);
      expect(one?.ciphertext).not.toBe(other?.ciphertext);
    }),
    { seed: SEED },
  );
});

it('does not open for another subject, in another field, under another key, or once it was changed', () => {
  fc.assert(
    fc.property(
      text,
      fc.uniqueArray(field, { minLength: 2, maxLength: 2 }),
      fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 2 }),
      fc.uniqueArray(key, { minLength: 2, maxLength: 2, comparator: (a, b) => a.equals(b) }),
      fc.nat(),
      (plain, [of = '', elsewhere = ''], [keyId = '', another = ''], [bytes, others], at) => {
        if (!bytes || !others) throw new Error('Two keys were drawn.');
        const sealed = seal(plain, of, { keyId, key: bytes });
        const changed = Buffer.from(sealed.ciphertext, 'base64');
        changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ 1;
        const moved: (() => string)[] = [
          () => unseal(sealed, elsewhere, { keyId, key: bytes }),
          () => unseal(sealed, of, { keyId: another, key: bytes }),
          // Even if it is said to be of the other one.
          () => unseal({ ...sealed, keyId: another }, of, { keyId: another, key: bytes }),
          () => unseal(sealed, of, { keyId, key: others }),
          () => unseal({ ...sealed, ciphertext: changed.toString('base64') }, of, { keyId, key: bytes }),
        ];
        for (const open of moved) expect(open).toThrow();
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});

it('wraps the key of a subject for that subject and this master key alone', () => {
  const [one, other] = [7, 8].map((byte) => new MasterKey(Buffer.alloc(32, byte).toString('base64')));
  if (!one || !other) throw new Error('There are two.');
  fc.assert(
    fc.property(
      key,
      fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 2 }),
      (bytes, [id = '', another = '']) => {
        const wrapped = one.wrap(id, bytes);
        expect(wrapped).toHaveLength(60);
        expect(one.unwrap(id, wrapped, one.fingerprint)).toEqual(bytes);
        expect(() => one.unwrap(another, wrapped, one.fingerprint)).toThrow();
        expect(() => other.unwrap(id, wrapped, one.fingerprint)).toThrow(/LEDGER_PRIVACY_KEY/);
        expect(() => other.unwrap(id, wrapped, other.fingerprint)).toThrow();
      },
    ),
    { seed: SEED },
  );
});

it('blinds the hash of a request by the master key: the same for the same, and another under another', () => {
  const [one, again, other] = [7, 7, 8].map(
    (byte) => new MasterKey(Buffer.alloc(32, byte).toString('base64')),
  );
  const hash = 'a'.repeat(64);
  expect(one?.blind(hash)).toMatch(/^[0-9a-f]{64}$/);
  expect(again?.blind(hash)).toBe(one?.blind(hash));
  expect(other?.blind(hash)).not.toBe(one?.blind(hash));
  expect(one?.blind('b'.repeat(64))).not.toBe(one?.blind(hash));
});
