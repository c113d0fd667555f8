import { derivedId, uuidSchema } from '@corridor/contracts';
import { Rejection } from '@corridor/kernel';
import { invoiceIdOf } from '../invoices/invoice.handler.js';
import { idOf, pointedInto } from './request-body.js';

describe('an id in a path', () => {
  it.each(['', '1', '0191D8A0-0000-7000-8000-000000000001', "' OR 1=1", '\u0000'])('is not %j', (id) => {
    expect(() => idOf(id, 'declaration')).toThrow('UUID');
  });

  it('is a UUID', () => {
    const id = '0191d8a0-0000-7000-8000-000000000001';
    expect(idOf(id, 'consignment')).toBe(id);
  });
});

describe('a refusal', () => {
  const refusal = new Rejection('some-code', 'No.', { pointer: '/lines/0/value/amount', legalNow: ['A'] });

  it('keeps its field where the body has it', () => {
    expect(pointedInto({ lines: [] }, '/charges', refusal)).toBe(refusal);
  });

  it('points to the field that brought it about where the body has not', () => {
    expect(pointedInto({ charges: {} }, '/charges', refusal)).toMatchObject({
      code: 'some-code',
      message: 'No.',
      details: { pointer: '/charges', legalNow: ['A'] },
    });
    const { details } = pointedInto({}, undefined, refusal) as Rejection;
    expect(details).toEqual({ legalNow: ['A'] });
  });

  it('is the only error that is touched', () => {
    const error = new Error('x');
    expect(pointedInto({}, '/charges', error)).toBe(error);
  });
});

describe('a derived id', () => {
  it('is a UUID of version 8 and the variant of RFC 9562, the same on every machine', () => {
    const id = derivedId('a', 'b');
    expect(uuidSchema.safeParse(id).success).toBe(true);
    expect(id).toMatch(/^.{14}8.{4}[89ab]/);
    // printf '%s' '["a","b"]' | sha256sum: 0473ef2dc0d324ab659d3580c1134e9d…, but for version and variant.
    expect(id).toBe('0473ef2d-c0d3-84ab-a59d-3580c1134e9d');
  });

  it('keeps parts apart that have the same letters', () => {
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
  });

  it('of an invoice is one for each number of a creditor, however that is spelt', () => {
    const id = invoiceIdOf('demo-mills', 'INV 17/2026');
    expect(invoiceIdOf('demo-mills', 'inv  17/2026')).toBe(id);
    expect(invoiceIdOf('demo-mills', 'INV 17/2025')).not.toBe(id);
    expect(invoiceIdOf('demo-carpets', 'INV 17/2026')).not.toBe(id);
  });
});
