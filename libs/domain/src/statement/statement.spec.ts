import { specOf } from '@corridor/testing';
import { type StatementCommand, type StatementEvent, statement } from '../index.js';

const AT = '2026-03-30T18:00:00+05:00';
const usd = (amount: string) => ({ amount, currency: 'USD' });
const balances = (opening: string, closing: string) => [
  { type: 'OPBD', amount: usd(opening), date: '2026-03-30' },
  { type: 'CLBD', amount: usd(closing), date: '2026-03-30' },
];
const kzt = [
  { type: 'OPBD', amount: { amount: '5000.00', currency: 'KZT' }, date: '2026-03-30' },
  { type: 'CLBD', amount: { amount: '5000.00', currency: 'KZT' }, date: '2026-03-30' },
];
const data = {
  accountId: '0191d8a0-0000-7000-8000-000000000064',
  bank: 'demo-bank-karachi',
  account: 'PK36SCBL0000001123456702',
  electronicSequenceNumber: 7,
  balances: balances('10.00', '35.00'),
  entries: 2,
  bookedNet: [usd('25.00')],
  format: 'camt.053.001.08',
  messageId: 'S7',
};
const SUMS = {
  total: { entries: 2, sum: '35', net: '25' },
  credits: { entries: 1, sum: '30' },
  debits: { entries: 1, sum: '5' },
};
const recording = (change: object = {}): StatementCommand => ({
  type: 'RecordStatement',
  occurredAt: AT,
  data: { ...data, ...change },
});
const recorded = (...events: readonly StatementCommand[]): readonly StatementEvent[] =>
  events.map(({ occurredAt, data: { summary: _, counted: __, ...told } }) => ({
    type: 'StatementRecorded',
    occurredAt,
    data: { ...told, findings: [] },
  }));
const { given } = specOf(statement);

const findingsOf = (before: readonly StatementEvent[], command: StatementCommand): readonly string[] => {
  const state = before.reduce(statement.evolve, statement.initialState);
  return statement
    .decide(command, state)
    .flatMap(({ data: { findings } }) => findings.map(({ code }) => code));
};

it('that adds up is recorded, once', () => {
  given()
    .when(recording())
    .thenEvents(...recorded(recording()));
  given(...recorded(recording()))
    .when(recording())
    .thenEvents();
});

it.each<[string, object, readonly string[]]>([
  ['no balances', { balances: [] }, ['balance-missing']],
  ['a closing balance that is off by a cent', { balances: balances('10.00', '35.01') }, ['balance-differs']],
  ['an overdraft', { balances: balances('-30.00', '-5.00') }, []],
  ['entries that could not be read', { bookedNet: undefined }, ['entries-unread']],
  ['fewer entries than it says', { summary: { total: { entries: 3 } } }, ['entries-differ']],
  ['sums that are those of its entries', { summary: SUMS, counted: SUMS }, []],
  ['another number of credits', { summary: { credits: { entries: 5 } }, counted: SUMS }, ['entries-differ']],
  ['another number of debits', { summary: { debits: { entries: 0 } }, counted: SUMS }, ['entries-differ']],
  ['another sum of entries', { summary: { total: { sum: '777' } }, counted: SUMS }, ['entries-differ']],
  ['another sum of credits', { summary: { credits: { sum: '30.01' } }, counted: SUMS }, ['entries-differ']],
  ['another sum of debits', { summary: { debits: { sum: '6' } }, counted: SUMS }, ['entries-differ']],
  ['other credits less debits', { summary: { total: { net: '-25' } }, counted: SUMS }, ['entries-differ']],
  [
    'other sums on one page of several',
    { summary: { credits: { sum: '999' } }, counted: SUMS, page: { number: 1, last: false } },
    [],
  ],
  [
    'balances in its currency beside others',
    { currency: 'USD', balances: [...kzt, ...balances('10.00', '35.00')] },
    [],
  ],
  ['balances in another currency than its own', { currency: 'USD', balances: kzt }, ['balance-missing']],
  ['one page of several', { page: { number: 1, last: false }, balances: [] }, []],
])('with %s says so', (_, change, codes) => {
  const { bookedNet, ...rest } = { ...data, ...change };
  const command = recording({ ...rest, ...(bookedNet && { bookedNet }) });
  if (!bookedNet) delete (command.data as { bookedNet?: unknown }).bookedNet;
  expect(findingsOf([], command)).toEqual(codes);
});

it.each<[string, object, readonly string[]]>([
  ['the next one', { electronicSequenceNumber: 8, balances: balances('35.00', '60.00') }, []],
  ['the next one, that opens otherwise', { electronicSequenceNumber: 8 }, ['opening-differs']],
  ['one behind a gap', { electronicSequenceNumber: 9 }, ['sequence-gap']],
  ['another one with its number', { electronicSequenceNumber: 7 }, ['sequence-repeated']],
  ['one that came late', { electronicSequenceNumber: 6 }, []],
  ['the first of a new year', { electronicSequenceNumber: 1 }, []],
])('followed by %s', (_, change, codes) => {
  expect(findingsOf(recorded(recording()), recording({ messageId: 'S8', ...change }))).toEqual(codes);
});
