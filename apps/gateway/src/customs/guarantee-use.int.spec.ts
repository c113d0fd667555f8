import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import {
  addGuarantee,
  addGuaranteeStanding,
  addReservation,
  guaranteeId,
  transitId,
} from '../spec-kit/guarantee-rows.js';
import { addTransit } from '../spec-kit/transit-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/**
 * The insurer's guarantee 1 over 1,000.00 PKR: issued at 1, 600.00 reserved at 2 for transit 11, 399.99 at 3 for transit 12, 100.01 of the first called at 4, the
 * rest of it freed at 5. The bank's guarantee 2 over 500.00 PKR: issued at 6, 50.00 reserved at 7, expired at 8, freed at 10. A carnet over 60,000.00 USD, issued
 * at 9. Transit 11 goes from Karachi to Almaty, 12 to Tashkent; nobody opened 13.
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let n = 1; n <= 10; n += 1) await ledger.event();
  await addGuarantee(ledger, { of: 1, issued: 1 });
  await addGuarantee(ledger, { of: 2, issued: 6, kind: 'bank-guarantee', guarantor: 'bank' });
  await addGuarantee(ledger, {
    of: 3,
    issued: 9,
    kind: 'tir-carnet',
    guarantor: 'association',
    currency: 'USD',
  });
  const ceiling = '100000';
  await addGuaranteeStanding(ledger, 1, [1, 2], { ceiling });
  await addGuaranteeStanding(ledger, 1, [2, 3], { ceiling, reserved: '60000' });
  await addGuaranteeStanding(ledger, 1, [3, 4], { ceiling, reserved: '99999' });
  const peak = ['99999', 3] as const;
  await addGuaranteeStanding(ledger, 1, [4, 5], { ceiling, reserved: '89998', called: '10001', peak });
  await addGuaranteeStanding(ledger, 1, [5], {
    ceiling,
    reserved: '39999',
    called: '10001',
    freed: '49999',
    peak,
  });
  await addGuaranteeStanding(ledger, 2, [6, 7], { ceiling: '50000' });
  await addGuaranteeStanding(ledger, 2, [7, 8], { ceiling: '50000', reserved: '5000' });
  await addGuaranteeStanding(ledger, 2, [8, 10], { ceiling: '50000', reserved: '5000', expired: true });
  await addGuaranteeStanding(ledger, 2, [10], { ceiling: '50000', freed: '5000', expired: true });
  await addGuaranteeStanding(ledger, 3, [9], { ceiling: '6000000' });
  await addReservation(ledger, [1, 11], [2, 4], '60000');
  await addReservation(ledger, [1, 12], [3], '39999');
  await addReservation(ledger, [1, 11], [4, 5], '49999', '10001');
  await addReservation(ledger, [2, 13], [7, 10], '5000');
  await addReservation(ledger, [1, 11], [5], '0', '10001', '49999');
  await addReservation(ledger, [2, 13], [10], '0', '0', '5000');
  await addTransit(ledger, { of: 11, known: [2] });
  await addTransit(ledger, { of: 12, known: [3], way: ['PKKHI', 'PKTOR', 'UZTAS'] });
  await ledger.reach(10);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
async function figure(fields: string, args = ''): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ guaranteeUse${args && `(${args})`} { ${fields} } }`);
  expect(errors).toEqual([]);
  return (data as { guaranteeUse: Row }).guaranteeUse;
}
const AMOUNTS = ['ceiling', 'reserved', 'called', 'free', 'lapsed', 'freed'] as const;
const FACTS = `currency ${AMOUNTS.map((name) => `${name} { amount }`).join(' ')} shareUsed`;
/** Amounts in the order of `AMOUNTS`, and the share. */
const brief = (row: Row) => [
  row.currency,
  ...AMOUNTS.map((name) => (row[name] as { amount: string }).amount),
  row.shareUsed,
];
const currencies = async (args = '') =>
  ((await figure(`byCurrency { n expired ${FACTS} }`, args)).byCurrency as Row[]).map((row) => [
    row.n,
    row.expired,
    ...brief(row),
  ]);

it('is up to how much guarantees stand, and what of it is used, each currency for itself', async () => {
  expect(await currencies()).toEqual([
    [1, 0, 'PKR', '1000.00', '399.99', '100.01', '500.00', '0.00', '499.99', '0.5000'],
    [1, 0, 'USD', '60000.00', '0.00', '0.00', '60000.00', '0.00', '0.00', '0.0000'],
  ]);
});

it('is cut by kind and by guarantor, an expired one standing for what it has reserved', async () => {
  const { byKind, byGuarantor } = (await figure(
    `byKind { kind n expired ${FACTS} } byGuarantor { guarantor name n ${FACTS} }`,
    'asOf: 9',
  )) as Record<string, Row[]>;
  const bank = ['PKR', '500.00', '50.00', '0.00', '0.00', '450.00', '0.00', '0.1000'];
  const insurer = ['PKR', '1000.00', '399.99', '100.01', '500.00', '0.00', '499.99', '0.5000'];
  expect(byKind?.map((row) => [row.kind, row.n, row.expired, ...brief(row)])).toEqual([
    ['BANK_GUARANTEE', 1, 1, ...bank],
    ['INSURANCE', 1, 0, ...insurer],
    ['TIR_CARNET', 1, 0, 'USD', '60000.00', '0.00', '0.00', '60000.00', '0.00', '0.00', '0.0000'],
  ]);
  expect(byGuarantor?.map((row) => [row.guarantor, row.name, row.n, ...brief(row)])).toEqual([
    [
      'association',
      'The association',
      1,
      'USD',
      '60000.00',
      '0.00',
      '0.00',
      '60000.00',
      '0.00',
      '0.00',
      '0.0000',
    ],
    ['bank', 'The bank', 1, ...bank],
    ['insurer', 'The insurer', 1, ...insurer],
  ]);
  // 1,500.00: 449.99 + 100.01 of it are used, 0.3667 (0.36666…).
  expect((await currencies('asOf: 9'))[0]).toEqual([
    2,
    1,
    'PKR',
    '1500.00',
    '449.99',
    '100.01',
    '500.00',
    '450.00',
    '499.99',
    '0.3667',
  ]);
  expect(await currencies('asOf: 9, guarantor: "bank"')).toEqual([[1, 1, ...bank]]);
});

it('is, as of a position, what was known at it', async () => {
  expect(await currencies('asOf: 0')).toEqual([]);
  expect(await currencies('asOf: 1')).toEqual([
    [1, 0, 'PKR', '1000.00', '0.00', '0.00', '1000.00', '0.00', '0.00', '0.0000'],
  ]);
  expect(await currencies('asOf: 2')).toEqual([
    [1, 0, 'PKR', '1000.00', '600.00', '0.00', '400.00', '0.00', '0.00', '0.6000'],
  ]);
  // 0.99999, half to even.
  expect(await currencies('asOf: 4')).toEqual([
    [1, 0, 'PKR', '1000.00', '899.98', '100.01', '0.01', '0.00', '0.00', '1.0000'],
  ]);
});

it('tells what is reserved by the countries of the offices of transits, and for which of them', async () => {
  const reserved = async (asOf: number) =>
    (
      await figure(
        'reservedByCountries { departure destination transits reserved { amount currency } }',
        `asOf: ${asOf}`,
      )
    ).reservedByCountries;
  const inPkr = (amount: string) => ({ amount, currency: 'PKR' });
  const toTashkent = { departure: 'PK', destination: 'UZ', transits: 1, reserved: inPkr('399.99') };
  expect(await reserved(1)).toEqual([]);
  expect(await reserved(4)).toEqual([
    { departure: 'PK', destination: 'KZ', transits: 1, reserved: inPkr('499.99') },
    toTashkent,
  ]);
  expect(await reserved(9)).toEqual([
    toTashkent,
    { departure: null, destination: null, transits: 1, reserved: inPkr('50.00') },
  ]);
  const transits = async (args: string) => {
    const { reservations } = (await figure(
      `reservations(${args}) { edges { node { transitId departure destination } } }`,
      'asOf: 4',
    )) as { reservations: { edges: { node: Row }[] } };
    return reservations.edges.map(({ node }) => node);
  };
  const second = { transitId: transitId(12), departure: 'PK', destination: 'UZ' };
  expect(await transits('destinationCountry: "UZ"')).toEqual([second]);
  expect(await transits('departureCountry: "PK", first: 1')).toEqual([second]);
  expect(await transits('departureCountry: "PK"')).toHaveLength(2);
  expect(await transits('departureCountry: "KZ"')).toEqual([]);
});

it('is explained by guarantees and by reservations that sum to it', async () => {
  const { guarantees, reservations } = (await figure(
    `guarantees { edges { node { guaranteeId kind reference guarantor guarantorName principal principalName validFrom validUntil isExpired peak { amount }
      peakPosition position ${FACTS} } } }
    reservations { edges { node { guaranteeId transitId amount { amount currency } called { amount } position } } }`,
    'asOf: 4',
  )) as Record<string, { edges: { node: Row }[] }>;
  expect(guarantees?.edges).toHaveLength(1);
  expect(guarantees?.edges[0]?.node).toMatchObject({
    guaranteeId: guaranteeId(1),
    kind: 'INSURANCE',
    reference: 'RIG-1',
    guarantor: 'insurer',
    guarantorName: 'The insurer',
    principal: 'forwarder',
    principalName: 'The forwarder',
    validFrom: '2026-03-01',
    validUntil: '2026-12-31',
    isExpired: false,
    peak: { amount: '999.99' },
    peakPosition: 3,
    position: 1,
    reserved: { amount: '899.98' },
  });
  // 399.99 + 499.99 = 899.98.
  expect(reservations?.edges.map(({ node }) => node)).toEqual([
    {
      guaranteeId: guaranteeId(1),
      transitId: transitId(12),
      amount: { amount: '399.99', currency: 'PKR' },
      called: { amount: '0.00' },
      position: 3,
    },
    {
      guaranteeId: guaranteeId(1),
      transitId: transitId(11),
      amount: { amount: '499.99', currency: 'PKR' },
      called: { amount: '100.01' },
      position: 4,
    },
  ]);
});

it('goes page by page', async () => {
  type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const page = async (after = '') =>
    (
      await figure(
        `guarantees(first: 1${after}) { edges { node { guaranteeId } } pageInfo { hasNextPage endCursor } }`,
      )
    ).guarantees as Page;
  const first = await page();
  const second = await page(`, after: "${first.pageInfo.endCursor}"`);
  const ids = [first, second].flatMap(({ edges }) => edges.map(({ node }) => node.guaranteeId));
  expect(ids).toEqual([guaranteeId(1), guaranteeId(3)]);
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
});

it('is open to traders and banks, what tells of single guarantors or transits is not', async () => {
  for (const role of ['trader', 'bank'] as const) {
    const { data, errors } = await gateway.ask(
      '{ guaranteeUse { byCurrency { n } byGuarantor { n } reservedByCountries { transits } reservations { edges { cursor } } } }',
      { role },
    );
    const closed = { byGuarantor: null, reservedByCountries: null, reservations: null };
    expect(data).toEqual({ guaranteeUse: { byCurrency: [{ n: 1 }, { n: 1 }], ...closed } });
    expect(errors).toMatchObject(
      Object.keys(closed).map((field) => ({ code: 'FORBIDDEN', path: ['guaranteeUse', field] })),
    );
    const one = await gateway.ask('{ guaranteeUse(guarantor: "bank") { asOf } }', { role });
    expect(one.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  }
});

it('by an instant before it was issued, no guarantee is there', async () => {
  expect(await currencies('occurredUntil: "2026-03-01T09:59:59+05:00"')).toEqual([]);
  expect(await currencies('occurredUntil: "2026-03-01T10:00:00+05:00"')).toHaveLength(2);
});

it('is restated by guarantees and by what each transit takes of them', async () => {
  const { restatement } = (await figure(
    'restatement(since: 3) { measures { measure unit before after added corrected } entries(first: 9) { edges { node { key kind positions } } } }',
    'asOf: 7',
  )) as { restatement: { measures: Row[]; entries: { edges: { node: Row }[] } } };
  const inPkr = (measure: string) =>
    restatement.measures.find((one) => one.measure === measure && one.unit === 'PKR');
  expect(inPkr('reserved')).toEqual({
    ...{ measure: 'reserved', unit: 'PKR', before: '999.99', after: '449.99' },
    // 50.00 of the bank's; 600.00 of the insurer's is called or free.
    ...{ added: '50.00', corrected: '-600.00' },
  });
  expect(inPkr('free')).toMatchObject({
    before: '0.01',
    after: '950.00',
    added: '450.00',
    corrected: '499.99',
  });
  expect(restatement.entries.edges.map(({ node }) => node)).toEqual([
    { key: `transit/${guaranteeId(1)}/${transitId(11)}`, kind: 'CHANGED', positions: [4, 5] },
    { key: `guarantee/${guaranteeId(2)}`, kind: 'ADDED', positions: [6] },
    { key: `transit/${guaranteeId(2)}/${transitId(13)}`, kind: 'ADDED', positions: [7] },
  ]);
});

it('of a guarantor that nobody knows is a clear error', async () => {
  const { errors } = await gateway.ask('{ guaranteeUse(guarantor: "nobody") { asOf } }');
  expect(errors).toMatchObject([
    {
      code: 'BAD_USER_INPUT',
      message: 'guarantor: "nobody" is no guarantor that the ledger knows by its participant id.',
    },
  ]);
});

it('ahead of the ledger is a clear error', async () => {
  const { errors } = await gateway.ask('{ guaranteeUse(asOf: 999999) { asOf } }');
  expect(errors).toMatchObject([{ code: 'POSITION_AHEAD' }]);
});
