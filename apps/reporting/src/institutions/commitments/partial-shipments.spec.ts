import { foldRealisation } from './realisation.fold.js';
import { cents, idOf, lineOf, nothingKnown, Telling, usd } from './realisation.spec-kit.js';

const [FIRST, SECOND] = [idOf(10), idOf(11)];
const fold = (told: Telling) => foldRealisation(told.events, nothingKnown()).facts;

it('counts of a partial shipment the lines that it has, and of a delivery the lines that customs cleared', () => {
  const told = new Telling();
  told.announce({ hsCodes: [] });
  const yarn = { ...lineOf(usd('40.00'), '10'), lineNumber: 2, hs6: '520512' };
  // 30 of 100 towels and all of the yarn leave first, the other towels behind them.
  const lines = [lineOf(usd('18.00'), '30'), yarn];
  told.declareLines(FIRST, lines);
  told.declare(SECOND, usd('42.00'), undefined, '70');
  for (const id of [FIRST, SECOND]) told.link(id);
  const sent = told.dispatch(FIRST);
  const come = told.deliver(FIRST);
  // The towels alone: 20.00 for 30.
  const cleared = told.clear(FIRST, idOf(21), 'import', '20.00', '40', '30');
  const rest = told.dispatch(SECOND);
  const facts = fold(told);
  expect(cents(facts, sent)).toEqual({ promised: 100_000, shipped: 5_800 });
  expect(cents(facts, come)).toMatchObject({ 'delivered-uncleared': 5_800 });
  expect(cents(facts, cleared)).toEqual({
    ...{ promised: 100_000, shipped: 5_800, cleared: 2_000, delivered: 2_000 },
    'delivered-uncleared': 4_000,
  });
  expect(cents(facts, rest)).toMatchObject({ shipped: 10_000, delivered: 2_000 });
});

it('counts an advance before anything was shipped: a stage need not be less than the one before it', () => {
  const told = new Telling();
  told.announce();
  told.declare(FIRST);
  told.link(FIRST);
  const [paid = 0] = told.pay(FIRST, idOf(30), '100.00', '40.00');
  const sent = told.dispatch(FIRST);
  const facts = fold(told);
  expect(cents(facts, paid)).toEqual({ promised: 100_000, paid: 6_000 });
  expect(cents(facts, sent)).toEqual({ promised: 100_000, paid: 6_000, shipped: 10_000 });
});

it('keeps what was delivered without a clearance out of what came back', () => {
  const told = new Telling();
  told.announce();
  told.declare(FIRST);
  told.link(FIRST);
  told.dispatch(FIRST);
  told.deliver(FIRST);
  told.tell('ConsignmentReturned', { consignmentId: FIRST, location: 'PKLYP', reason: 'x' });
  expect(cents(fold(told))).toEqual({ promised: 100_000, shipped: 0, 'delivered-uncleared': 0 });
});

it('counts more than was promised where more came, and keeps what was promised of a promise that is withdrawn', () => {
  const told = new Telling();
  told.announce();
  told.declare(FIRST, usd('1200.00'));
  told.link(FIRST);
  told.deliver(FIRST);
  told.clear(FIRST, idOf(21), 'import', '1250.00');
  told.tell('CommitmentWithdrawn', { commitmentId: idOf(1), reason: 'x', source: 'x' });
  const facts = fold(told);
  expect(cents(facts)).toMatchObject({ promised: 100_000, delivered: 125_000 });
  expect(facts.flatMap(({ status }) => status ?? [])).toEqual(['announced', 'withdrawn']);
});
