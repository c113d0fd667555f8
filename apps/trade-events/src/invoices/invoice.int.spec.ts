import { randomUUID } from 'node:crypto';
import { declaration, EXPORTER, IMPORTER, invoice, TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-20T08:00:00+05:00' };
const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('an invoice', () => {
  let consignmentId: string;
  beforeAll(async () => {
    consignmentId = await world.declared();
  });
  const register = (change: object) =>
    world.refused(() => world.post('exporter', 'invoices', { ...invoice(consignmentId), ...change }));

  it.each([
    ['a negative amount', { amount: usd('-0.01') }, 422, 'amount-not-positive', '/amount/amount'],
    [
      'an unknown currency',
      { amount: { amount: '1', currency: 'ABC' } },
      422,
      'unknown-currency',
      '/amount/currency',
    ],
    [
      'terms of 366 days',
      { terms: { trigger: 'dispatch', days: 366 } },
      422,
      'content-invalid',
      '/terms/days',
    ],
    [
      'terms of half a day',
      { terms: { trigger: 'dispatch', days: 0.5 } },
      422,
      'content-invalid',
      '/terms/days',
    ],
    ['terms from a whim', { terms: { trigger: 'whim', days: 1 } }, 422, 'content-invalid', '/terms/trigger'],
    ['a bank that is a name', { creditorBank: 'Demo Bank' }, 422, 'content-invalid', '/creditorBank'],
    ['the day after tomorrow', { issuedOn: '2026-04-03' }, 422, 'issued-in-future', '/issuedOn'],
    ['an unknown consignment', { consignmentId: randomUUID() }, 404, 'consignment-unknown', '/consignmentId'],
  ])('with %s', async (_, change, status, code, pointer) => {
    const answer = await register(change);
    expect({ status: answer.status, code: answer.body.code, pointer: answer.body.pointer }).toEqual({
      status,
      code,
      pointer,
    });
  });

  it('with a number that its creditor used before, for whichever consignment', async () => {
    await world.done('exporter', 'invoices', invoice(consignmentId, 'DT 99'));
    const other = await world.declared();
    expect(await register({ consignmentId: other, invoiceNumber: 'dt 99' })).toMatchObject({
      status: 409,
      body: { code: 'invoice-number-used', pointer: '/invoiceNumber' },
    });
    // Another creditor's numbers are its own.
    const theirs = await world.done('importer', 'consignments', {
      ...declaration(),
      exporter: IMPORTER,
      importer: EXPORTER,
      origin: 'KZALA',
      destination: 'PKKHI',
    });
    await world.done('importer', 'invoices', invoice(theirs.consignmentId ?? '', 'DT 99'));
  });

  it('is taken with a note where no key names the bank that books its money', async () => {
    const withKey = { 'idempotency-key': randomUUID() };
    const elsewhere = { ...invoice(consignmentId), creditorBank: 'demo-bank-elsewhere' };
    const { status, body } = await world.post('exporter', 'invoices', elsewhere, withKey);
    expect([status, body]).toEqual([
      201,
      {
        invoiceId: expect.any(String),
        position: expect.any(Number),
        notes: [{ code: 'creditor-bank-unknown', message: expect.stringContaining('"demo-bank-elsewhere"') }],
      },
    ]);
    expect((await world.post('exporter', 'invoices', elsewhere, withKey)).body).toEqual(body);
    // A trader's name is no bank's; a bank that has a key is known.
    for (const [creditorBank, notes] of [
      [IMPORTER.participantId, [expect.objectContaining({ code: 'creditor-bank-unknown' })]],
      ['demo-bank-karachi', undefined],
    ] as const) {
      const told = await world.done('exporter', 'invoices', { ...invoice(consignmentId), creditorBank });
      expect(told.notes).toEqual(notes);
    }
    // Revoked, it names nobody.
    const insurer = { ...invoice(consignmentId), creditorBank: 'demo-insurer-lahore' };
    expect(await world.done('exporter', 'invoices', insurer)).not.toHaveProperty('notes');
    await world.owner.query(
      `UPDATE access.api_keys SET revoked_at = now() WHERE participant = 'demo-insurer-lahore'`,
    );
    const again = { ...invoice(consignmentId), creditorBank: 'demo-insurer-lahore' };
    expect(await world.done('exporter', 'invoices', again)).toHaveProperty('notes');
  });

  it('for what is split is known to each of its parts that was not called off', async () => {
    const whole = await world.declared();
    await world.done('exporter', 'invoices', invoice(whole));
    const line = (lineNumber: number, kg: string) => ({ lineNumber, quantity: '20000', netMassKg: kg });
    const { parts } = await world.done('exporter', `consignments/${whole}/split`, {
      ...at,
      location: 'PKKHI',
      parts: [{ lines: [line(1, '6000'), line(2, '6000')] }, { lines: [line(1, '6000'), line(2, '6000')] }],
    });
    const [one = '', two = ''] = parts as unknown as string[];
    await world.done('exporter', `consignments/${two}/cancellation`, { ...at, reason: 'Withdrawn' });
    await world.done('exporter', 'invoices', invoice(whole));
    await world.done('exporter', 'invoices', invoice(one));
    const invoicesOf = async (id: string) =>
      ((await world.get('exporter', `consignments/${id}`)).body.invoices as { invoiceId: string }[]).map(
        ({ invoiceId }) => invoiceId,
      );
    const [first, second] = await invoicesOf(whole);
    const ofOne = await invoicesOf(one);
    // Its own one is not the whole's.
    expect(ofOne).toEqual([first, second, expect.any(String)]);
    expect(await invoicesOf(two)).toEqual([first]);
    expect((await world.get('exporter', `consignments/${one}`)).body.payment).toBe('open');
  });

  it('for what was cancelled, or for oneself', async () => {
    const cancelled = await world.declared();
    await world.done('exporter', `consignments/${cancelled}/cancellation`, { ...at, reason: 'Withdrawn' });
    expect(await register({ consignmentId: cancelled })).toMatchObject({
      status: 409,
      body: {
        code: 'illegal-step',
        legalNow: [
          'DetachDeclaration',
          'PayInvoiceInPart',
          'SettleInvoice',
          'ReturnInvoicePayment',
          'DetachInvoice',
        ],
      },
    });
    const own = await world.declared({ importer: { ...EXPORTER, country: 'KZ' } });
    expect(await register({ consignmentId: own })).toMatchObject({
      status: 422,
      body: { code: 'debtor-is-creditor', pointer: '/consignmentId' },
    });
  });

  it('takes many at once for one consignment, or none of each', async () => {
    const busy = await world.declared();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => world.post('exporter', 'invoices', invoice(busy))),
    );
    const taken = answers.filter(({ status }) => status === 201);
    const refusals = answers
      .filter(({ status }) => status !== 201)
      .map(({ status, body }) => [status, body.code]);
    expect(taken.length).toBeGreaterThanOrEqual(5);
    expect(refusals).toEqual(refusals.map(() => [409, 'concurrent-change']));
    const { invoices } = (await world.get('exporter', `consignments/${busy}`)).body;
    expect(invoices).toHaveLength(taken.length);
    const ids = taken.map(({ body }) => body.invoiceId).sort();
    expect((invoices as { invoiceId: string }[]).map(({ invoiceId }) => invoiceId).sort()).toEqual(ids);
    for (const { body } of taken) {
      expect(await world.log.readStream(`invoice-${body.invoiceId}`)).toHaveLength(1);
    }
  });
});
