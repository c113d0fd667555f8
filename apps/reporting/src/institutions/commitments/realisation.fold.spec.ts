import { foldRealisation } from './realisation.fold.js';
import { CONTRACT, cents, idOf, nothingKnown, PROMISE, Telling, usd } from './realisation.spec-kit.js';

const GOODS = idOf(10);
const fold = (told: Telling) => foldRealisation(told.events, nothingKnown()).facts;

it('follows goods from their contract to their payment', () => {
  const told = new Telling();
  told.announce();
  told.contract();
  told.declare(GOODS);
  told.link(GOODS, CONTRACT);
  told.dispatch(GOODS);
  told.clear(GOODS, idOf(20), 'export', '104.00');
  told.clear(GOODS, idOf(21), 'import', '112.00');
  told.deliver(GOODS);
  told.pay(GOODS, idOf(30), '100.00', '40.00', '0.00');
  // FOB and CIF are what customs says; 100.00 was consigned and is paid.
  expect(cents(fold(told))).toEqual({
    promised: 100_000,
    contracted: 90_000,
    shipped: 10_400,
    cleared: 11_200,
    delivered: 11_200,
    paid: 10_000,
  });
});

it('tells each step by the event that made it', () => {
  const told = new Telling();
  told.announce();
  told.declare(GOODS);
  told.link(GOODS);
  const dispatched = told.dispatch(GOODS);
  const cleared = told.clear(GOODS, idOf(20), 'export', '104.00');
  const [half, rest] = told.pay(GOODS, idOf(30), '100.00', '40.00', '0.00');
  const facts = fold(told).filter(({ stage }) => stage === 'shipped' || stage === 'paid');
  expect(facts.map(({ position, stage, usd_cents }) => [position, stage, usd_cents])).toEqual([
    [dispatched, 'shipped', '10000'],
    // What customs says on export is more.
    [cleared, 'shipped', '400'],
    [half, 'paid', '6000'],
    [rest, 'paid', '4000'],
  ]);
});

it('adds what goods had come to with their link, and names what it is owed to; takes all of it out again', () => {
  const told = new Telling();
  told.announce();
  told.declare(GOODS);
  const dispatched = told.dispatch(GOODS);
  const link = told.link(GOODS);
  const unlink = told.unlink(GOODS);
  told.deliver(GOODS);
  const again = told.link(GOODS);
  const facts = fold(told).filter(({ stage }) => stage !== 'promised');
  expect(
    facts.map(({ position, cause_position, stage, usd_cents }) => [
      position,
      cause_position,
      stage,
      usd_cents,
    ]),
  ).toEqual([
    [link, dispatched, 'shipped', '10000'],
    [unlink, unlink, 'shipped', '-10000'],
    [again, again - 1, 'delivered-uncleared', '10000'],
    [again, dispatched, 'shipped', '10000'],
  ]);
});

it('tells apart what was delivered without a clearance, and takes it for delivered once customs cleared it', () => {
  const told = new Telling();
  told.announce();
  told.declare(GOODS);
  told.link(GOODS);
  told.dispatch(GOODS);
  const delivered = told.deliver(GOODS);
  const cleared = told.clear(GOODS, idOf(21), 'import', '112.00');
  const facts = fold(told);
  expect(cents(facts, delivered)).toEqual({
    ...{ promised: 100_000, shipped: 10_000 },
    'delivered-uncleared': 10_000,
  });
  expect(cents(facts)).toEqual({
    ...{ promised: 100_000, shipped: 10_000, cleared: 11_200, delivered: 11_200 },
    'delivered-uncleared': 0,
  });
  // Both are of the day on which the goods came.
  const came = facts.filter(({ stage, position }) => stage.startsWith('delivered') && position === cleared);
  expect(came.map(({ cause_position }) => cause_position)).toEqual([delivered, delivered]);
});

it.each([
  ['it', [], 'memorandum', true],
  ['logistics', [], 'contract', true],
  // Computers, and investments in a firm of software, are none.
  ['it', ['8471'], 'memorandum', false],
  ['it', [], 'investment-pledge', false],
  ['textiles', [], 'memorandum', false],
] as const)(
  'takes a promise of %s, of the codes %j, as %s for one of services: %s',
  (sector, hsCodes, kind, ofServices) => {
    const told = new Telling();
    told.announce({ sector, hsCodes: [...hsCodes], kind });
    const { versions } = foldRealisation(told.events, nothingKnown());
    expect(versions).toMatchObject([{ of_services: ofServices }]);
  },
);

it('counts by the price of the contract until customs clears the goods, and then by what customs says', () => {
  const told = new Telling();
  told.announce();
  // 100 pieces at 1.05.
  told.contract([{ hs6: '630260', unit: 'NAR', price: usd('1.05') }]);
  told.declare(GOODS);
  told.link(GOODS, CONTRACT);
  const dispatched = told.dispatch(GOODS);
  told.clear(GOODS, idOf(20), 'export', '104.00');
  told.clear(GOODS, idOf(21), 'import', '112.00');
  told.deliver(GOODS);
  const facts = fold(told);
  expect(cents(facts, dispatched)).toMatchObject({ shipped: 10_500 });
  expect(cents(facts)).toMatchObject({ shipped: 10_400, cleared: 11_200, delivered: 11_200 });
});

it.each([
  ['1000000.00', 'USD', 11_000],
  ['1.10', 'USD', 11_000],
  ['1.11', 'USD', 11_000],
  ['0.50', 'USD', 5_000],
  // At 0.002: 108.00, and 120.00.
  ['540.00', 'KZT', 10_800],
  ['600.00', 'KZT', 11_000],
  // No rate was told: it cannot be compared with what the goods were consigned for.
  ['1.00', 'EUR', 10_000],
])(
  'counts by a price of %s %s, but by no more than a tenth above what goods were consigned for',
  (amount, currency, shipped) => {
    const told = new Telling();
    told.announce({}, [{ currency: 'KZT', usdPerUnit: '0.002', date: '2026-02-04', source: 'x' }]);
    told.contract([{ hs6: '630260', unit: 'NAR', price: { amount, currency } }]);
    told.declare(GOODS);
    told.link(GOODS, CONTRACT);
    told.dispatch(GOODS);
    expect(cents(fold(told))).toMatchObject({ shipped });
  },
);

it('counts nothing of goods that moved before the announcement, nor of what was paid before it', () => {
  const [old, early, late] = [idOf(11), idOf(12), idOf(13)];
  const told = new Telling();
  // On 4 February.
  told.announce();
  for (const id of [old, early, late]) {
    told.declare(id);
    told.link(id);
  }
  const leave = (consignmentId: string, occurredAt: string) =>
    told.tell(
      'ConsignmentDispatched',
      { consignmentId, location: 'PKLYP', transportMode: 'road' },
      occurredAt,
    );
  leave(old, '2026-02-03T23:59:00+05:00');
  told.clear(old, idOf(20), 'import', '112.00');
  told.deliver(old);
  told.pay(old, idOf(30), '100.00', '0.00');
  // An advance of 60.00 on the day before, the rest of it behind.
  told.pay(early, idOf(31), '60.00');
  told.tell('ObligationSettled', {
    obligationId: idOf(31),
    invoiceId: idOf(31),
    consignmentId: early,
    settlementId: idOf(800),
    amount: usd('60.00'),
    outstanding: usd('0.00'),
    valueDate: '2026-02-03',
  });
  told.pay(early, idOf(32), '40.00', '0.00');
  leave(late, '2026-02-04T00:01:00+05:00');
  expect(cents(fold(told))).toEqual({ promised: 100_000, shipped: 10_000, paid: 4_000 });
});

it('counts nothing of the parts of a whole that left before the announcement', () => {
  const told = new Telling();
  told.announce();
  told.declare(GOODS);
  told.link(GOODS);
  const whole = { consignmentId: GOODS, location: 'PKLYP', transportMode: 'road' } as const;
  told.tell('ConsignmentDispatched', whole, '2026-02-03T10:00:00+05:00');
  told.tell('ConsignmentSplit', { consignmentId: GOODS, location: 'UZTAS', parts: [] as never });
  told.declare(idOf(11), usd('50.00'), GOODS, '50');
  told.dispatch(idOf(11));
  told.deliver(idOf(11));
  expect(cents(fold(told))).toEqual({ promised: 100_000 });
});

it('counts no goods towards an investment', () => {
  const told = new Telling();
  told.announce({
    kind: 'investment-pledge',
    parties: [{ part: 'investor', name: 'x', country: 'PK', ownership: 'state' }],
  });
  told.declare(GOODS);
  told.link(GOODS);
  told.dispatch(GOODS);
  told.deliver(GOODS);
  expect(cents(fold(told))).toEqual({ 'invested-promised': 100_000 });
});

it('counts no goods towards services, also where what is promised is revised to be of them and back', () => {
  const told = new Telling();
  const services = { sector: 'it' as const, hsCodes: [] };
  told.announce(services);
  told.declare(GOODS);
  told.link(GOODS);
  told.dispatch(GOODS);
  told.clear(GOODS, idOf(21), 'import', '112.00');
  const delivered = told.deliver(GOODS);
  told.pay(GOODS, idOf(30), '100.00', '40.00');
  const stages = (facts: ReturnType<typeof fold>) => {
    const { promised: _, ...others } = cents(facts);
    return others;
  };
  expect(stages(fold(told))).toEqual({});
  const terms = told.events[0]?.type === 'CommitmentAnnounced' ? told.events[0].data.terms : undefined;
  if (!terms) throw new Error('It begins with its announcement.');
  const revise = (change: object) =>
    told.tell('CommitmentRevised', {
      commitmentId: PROMISE,
      terms: { ...terms, ...change },
      reason: 'x',
      source: 'x',
    });
  revise({ hsCodes: ['6302'] });
  const ofGoods = { shipped: 10_000, cleared: 11_200, delivered: 11_200, paid: 6_000 };
  expect(stages(fold(told))).toEqual(ofGoods);
  revise(services);
  const none = { shipped: 0, cleared: 0, delivered: 0, paid: 0 };
  expect(stages(fold(told))).toEqual(none);
  // By the event that they are owed to, as where other goods are promised.
  expect(fold(told).filter(({ stage }) => stage === 'delivered')).toMatchObject([
    { usd_cents: '11200', cause_position: delivered },
    { usd_cents: '-11200', cause_position: delivered },
  ]);
});

it('dates by when it came about what was told later', () => {
  const told = new Telling();
  const late = '2026-09-01T10:00:00+05:00';
  const dated = (facts: ReturnType<typeof fold>) =>
    facts.flatMap(({ stage, usd_cents, on_day, came_on }) =>
      stage === 'status' ? [] : [[stage, usd_cents, on_day, came_on]],
    );
  told.announce();
  told.contract();
  told.tell('CommitmentContractReleased', { commitmentId: PROMISE, contractId: CONTRACT, reason: 'x' }, late);
  told.declare(GOODS);
  told.link(GOODS);
  told.clear(GOODS, idOf(21), 'import', '112.00');
  const [amended] = [told.amend(GOODS, idOf(21), '100.00', '100')];
  const event = told.events[amended - 1];
  if (!event) throw new Error('It was told.');
  told.events[amended - 1] = { ...event, occurredAt: late };
  expect(dated(fold(told))).toEqual([
    // Told on 2 March.
    ['promised', '100000', '2026-03-02', '2026-02-04'],
    ['contracted', '90000', '2026-03-02', '2026-02-20'],
    ['contracted', '-90000', '2026-09-01', '2026-02-20'],
    ['cleared', '11200', '2026-03-02', null],
    ['cleared', '-1200', '2026-09-01', '2026-03-02'],
  ]);
});

it('misses no rate for an invoice of which nothing is paid', () => {
  const told = new Telling();
  told.announce();
  told.declare(GOODS);
  told.link(GOODS);
  told.pay(GOODS, idOf(30), { amount: '100.00', currency: 'EUR' });
  const unvalued = fold(told).reduce((sum, { unvalued_lines }) => sum + unvalued_lines, 0);
  expect(unvalued).toBe(0);
});

it('takes amounts to USD at the rate of the announcement; one that was not told is told later', () => {
  const told = new Telling();
  told.announce();
  told.declare(GOODS, { amount: '10000.00', currency: 'PKR' });
  told.link(GOODS);
  const dispatched = told.dispatch(GOODS);
  const rate = { currency: 'PKR', usdPerUnit: '0.0036', date: '2026-02-04', source: 'x' };
  const rated = told.tell('CommitmentRateTold', { commitmentId: PROMISE, rate });
  const facts = fold(told).filter(({ stage }) => stage === 'shipped');
  expect(facts).toMatchObject([
    { position: dispatched, usd_cents: '0', unvalued_lines: 1, minor: null },
    // 10,000 × 0.0036
    { position: rated, cause_position: dispatched, usd_cents: '3600', unvalued_lines: -1 },
  ]);
});

it('goes on with the parts of what is split', () => {
  const told = new Telling();
  const [one, two] = [idOf(11), idOf(12)];
  told.announce();
  told.declare(GOODS);
  told.link(GOODS);
  told.dispatch(GOODS);
  told.tell('ConsignmentSplit', {
    consignmentId: GOODS,
    location: 'UZTAS',
    parts: [
      { consignmentId: one, lines: [] },
      { consignmentId: two, lines: [] },
    ] as never,
  });
  told.declare(one, usd('30.00'), GOODS, '30');
  told.dispatch(one);
  told.declare(two, usd('70.00'), GOODS, '70');
  told.dispatch(two);
  told.deliver(one);
  told.clear(GOODS, idOf(21), 'import', '110.00');
  // 30 of the 100 pieces that customs says are worth 110.00.
  expect(cents(fold(told))).toEqual({
    promised: 100_000,
    shipped: 10_000,
    delivered: 3_300,
    // It was delivered before it was cleared.
    'delivered-uncleared': 0,
    cleared: 11_000,
  });
});

it('takes out what is returned, called off, given back, or cleared for a while only', () => {
  const told = new Telling();
  const other = idOf(13);
  told.announce();
  told.declare(GOODS);
  told.link(GOODS);
  told.dispatch(GOODS);
  told.clear(GOODS, idOf(21), 'import', '112.00');
  told.pay(GOODS, idOf(30), '100.00', '0.00');
  told.tell('PaymentReturned', {
    obligationId: idOf(30),
    invoiceId: idOf(30),
    consignmentId: GOODS,
    settlementId: idOf(800),
    returnId: idOf(801),
    amount: usd('100.00'),
    outstanding: usd('100.00'),
    paid: usd('0.00'),
    valueDate: '2026-04-09',
  });
  told.tell('ConsignmentReturned', { consignmentId: GOODS, location: 'PKLYP', reason: 'x' });
  told.declare(other);
  told.link(other);
  told.clear(other, idOf(22), 'import', '112.00', '53');
  expect(cents(fold(told))).toEqual({ promised: 100_000, shipped: 0, cleared: 0, paid: 0 });
  // Told by what gave it back, on its day.
  const back = told.events.find(({ type }) => type === 'PaymentReturned')?.position;
  expect(fold(told).filter(({ stage }) => stage === 'paid')).toMatchObject([
    { usd_cents: '10000', on_day: '2026-04-01' },
    { usd_cents: '-10000', on_day: '2026-04-09', cause_position: back },
  ]);
});

it('tells what is promised more or less, which contracts serve, and what became of it', () => {
  const told = new Telling();
  told.announce({ jobs: 40 });
  const terms = {
    title: 'Towels',
    kind: 'memorandum',
    parties: [{ part: 'seller', name: 'x', country: 'PK', ownership: 'private' }],
    sector: 'textiles',
    hsCodes: [],
    value: usd('700.00'),
    valueUsd: usd('700.00'),
  } as const;
  told.tell('CommitmentRevised', {
    commitmentId: PROMISE,
    terms: { ...terms, parties: [...terms.parties], hsCodes: [] },
    reason: 'x',
    source: 'x',
  });
  told.contract();
  told.tell('CommitmentContractReleased', { commitmentId: PROMISE, contractId: CONTRACT, reason: 'x' });
  told.tell('CommitmentLapsed', { commitmentId: PROMISE, dueOn: '2026-12-31' });
  const facts = fold(told);
  expect(cents(facts)).toEqual({ promised: 70_000, contracted: 0, 'jobs-promised': 0 });
  expect(facts.map(({ stage, usd_cents, jobs, status }) => [stage, usd_cents, jobs, status])).toEqual([
    ['promised', '100000', 0, 'announced'],
    ['jobs-promised', '0', 40, null],
    ['promised', '-30000', 0, null],
    ['jobs-promised', '0', -40, null],
    ['contracted', '90000', 0, 'contracted'],
    ['contracted', '-90000', 0, 'announced'],
    ['status', '0', 0, 'lapsed'],
  ]);
});

it('keeps an investment apart from trade, reported and verified', () => {
  const told = new Telling();
  told.announce({
    kind: 'investment-pledge',
    parties: [{ part: 'investor', name: 'x', country: 'PK', ownership: 'state' }],
  });
  const report = {
    commitmentId: PROMISE,
    kind: 'investment' as const,
    amount: usd('400.00'),
    amountUsd: usd('400.00'),
    reachedOn: '2026-06-30',
    reportedBy: 'x',
    evidence: { title: 'x', sha256: 'a'.repeat(64) },
    note: 'x',
  };
  told.tell('RealisationReported', { ...report, realisationId: idOf(40) });
  told.tell('RealisationReported', { ...report, realisationId: idOf(41) });
  told.tell('RealisationVerified', {
    commitmentId: PROMISE,
    realisationId: idOf(40),
    verifiedBy: 'y',
    note: 'x',
  });
  told.tell('RealisationRejected', {
    commitmentId: PROMISE,
    realisationId: idOf(41),
    rejectedBy: 'y',
    reason: 'x',
  });
  expect(cents(fold(told))).toEqual({
    'invested-promised': 100_000,
    'invested-reported': 40_000,
    'invested-verified': 40_000,
  });
  told.tell('RealisationRevoked', {
    commitmentId: PROMISE,
    realisationId: idOf(40),
    revokedBy: 'y',
    reason: 'forged',
  });
  expect(cents(fold(told))).toEqual({
    'invested-promised': 100_000,
    'invested-reported': 0,
    'invested-verified': 0,
  });
});

it('tells that a promise is fulfilled, and that it is so no more', () => {
  const told = new Telling();
  told.announce();
  told.tell('CommitmentFulfilled', { commitmentId: PROMISE, basis: 'verified' });
  told.tell('CommitmentReopened', { commitmentId: PROMISE, basis: 'verified' });
  expect(fold(told).flatMap(({ status }) => status ?? [])).toEqual(['announced', 'fulfilled', 'announced']);
});

it('tells who linked what, and why, and how letters of credit end', () => {
  const told = new Telling();
  const credit = { letterOfCreditId: idOf(60), postings: [] };
  told.announce();
  const link = told.tell('CommitmentLinked', {
    allocated: { kind: 'letter-of-credit', id: idOf(60) },
    commitmentId: PROMISE,
    basis: 'hand',
    reason: 'Told by the bank',
  });
  const expired = told.tell('LetterOfCreditExpired', { ...credit, lastDay: '2026-04-30' });
  const closed = told.tell('LetterOfCreditClosed', credit);
  const rows = foldRealisation(told.events, nothingKnown());
  expect(rows.links).toEqual([
    {
      position: link,
      kind: 'letter-of-credit',
      id: idOf(60),
      commitment_id: PROMISE,
      basis: 'hand',
      contract_id: null,
      told_by: 'x',
      reason: 'Told by the bank',
    },
  ]);
  expect(rows.credits).toEqual([
    { letter_of_credit_id: idOf(60), position: expired, status: 'expired', last_day: '2026-04-30' },
    { letter_of_credit_id: idOf(60), position: closed, status: 'closed', last_day: null },
  ]);
});

it('values a part by its own declaration, and takes a part that came back out of what was cleared of the whole', () => {
  const split = (told: Telling) => {
    told.announce();
    told.declare(GOODS);
    told.link(GOODS);
    told.dispatch(GOODS);
    told.tell('ConsignmentSplit', { consignmentId: GOODS, location: 'UZTAS', parts: [] as never });
    for (const [id, value] of [
      [idOf(11), '50.00'],
      [idOf(12), '50.00'],
    ] as const) {
      told.declare(id, usd(value), GOODS, '50');
      told.dispatch(id);
    }
  };
  const own = new Telling();
  split(own);
  own.clear(idOf(11), idOf(21), 'import', '60.00', '40', '50');
  own.clear(idOf(12), idOf(22), 'import', '90.00', '40', '50');
  own.deliver(idOf(11));
  own.deliver(idOf(12));
  expect(cents(fold(own))).toMatchObject({ cleared: 15_000, delivered: 15_000 });

  const back = new Telling();
  split(back);
  back.clear(GOODS, idOf(21), 'import', '110.00');
  back.tell('ConsignmentReturned', { consignmentId: idOf(11), location: 'PKLYP', reason: 'x' });
  // Half of what was cleared at 110.00.
  expect(cents(fold(back))).toMatchObject({ shipped: 5_000, cleared: 5_500 });
});

it('values a part of a part by its own line of descent, and by no other part that was split', () => {
  const told = new Telling();
  const [left, right] = [idOf(11), idOf(12)];
  told.announce();
  told.declare(GOODS);
  told.link(GOODS);
  const split = (id: string, ...parts: readonly (readonly [id: string, pieces: number])[]) => {
    told.tell('ConsignmentSplit', { consignmentId: id, location: 'UZTAS', parts: [] as never });
    for (const [part, pieces] of parts) told.declare(part, usd(`${pieces}.00`), id, String(pieces));
  };
  split(GOODS, [left, 50], [right, 50]);
  split(left, [idOf(13), 20], [idOf(14), 30]);
  split(right, [idOf(15), 50]);
  told.clear(left, idOf(21), 'import', '60.00', '40', '50');
  told.clear(right, idOf(22), 'import', '90.00', '40', '50');
  told.deliver(idOf(14));
  told.deliver(idOf(15));
  // 30 of the 50 that customs says are worth 60.00, and all of the 50 that are worth 90.00.
  expect(cents(fold(told))).toMatchObject({ delivered: 3_600 + 9_000, cleared: 15_000 });
  told.tell('ConsignmentReturned', { consignmentId: idOf(13), location: 'x', reason: 'x' });
  // 20 of the 50 of the left are gone; the right are all there.
  expect(cents(fold(told))).toMatchObject({ cleared: 3_600 + 9_000 });
});

it('counts goods anew where their contract is told again with other terms, each amount in its currency', () => {
  const told = new Telling();
  told.announce({}, [{ currency: 'KZT', usdPerUnit: '0.002', date: '2026-02-04', source: 'x' }]);
  told.contract([{ hs6: '630260', unit: 'NAR', price: usd('1.05') }]);
  told.declare(GOODS);
  told.link(GOODS, CONTRACT);
  told.dispatch(GOODS);
  told.tell('CommitmentContractReleased', { commitmentId: PROMISE, contractId: CONTRACT, reason: 'x' });
  const again = told.contract(
    [{ hs6: '630260', unit: 'NAR', price: { amount: '540.00', currency: 'KZT' } }],
    { amount: '450000.00', currency: 'KZT' },
  );
  const facts = fold(told).filter(({ stage }) => stage === 'shipped');
  expect(
    facts.map(({ position, usd_cents, currency, minor }) => [position, usd_cents, currency, minor]),
  ).toEqual([
    [5, '10500', 'USD', '10500'],
    [again, '0', 'USD', '-10500'],
    // 100 × 540.00 at 0.002 are 108.00.
    [again, '300', 'KZT', '5400000'],
  ]);
});

it('holds a line that customs amended against what is left of it: parts that came back are no part of that', () => {
  const halves = (told: Telling) => {
    told.announce();
    told.declare(GOODS, usd('10000.00'));
    told.link(GOODS);
    told.dispatch(GOODS);
    told.clear(GOODS, idOf(20), 'import', '10000.00');
    told.tell('ConsignmentSplit', { consignmentId: GOODS, location: 'UZTAS', parts: [] as never });
    for (const id of [idOf(11), idOf(12)]) {
      told.declare(id, usd('5000.00'), GOODS, '50');
      told.dispatch(id);
    }
  };
  const back = (told: Telling) =>
    told.tell('ConsignmentReturned', { consignmentId: idOf(11), location: 'PKLYP', reason: 'x' });

  // Half came back, and customs amended the declaration to the other half.
  const half = new Telling();
  halves(half);
  back(half);
  half.amend(GOODS, idOf(20), '5000.00', '50');
  half.deliver(idOf(12));
  expect(cents(fold(half))).toMatchObject({ cleared: 500_000, delivered: 500_000 });

  // 90 of 100 were there: what customs did not clear was not delivered.
  const fewer = new Telling();
  halves(fewer);
  fewer.amend(GOODS, idOf(20), '9000.00', '90');
  fewer.deliver(idOf(11));
  fewer.deliver(idOf(12));
  expect(cents(fold(fewer))).toMatchObject({ cleared: 900_000, delivered: 900_000 });
});
