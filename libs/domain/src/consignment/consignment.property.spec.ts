import { currentVersionOf, validateEventData } from '@corridor/contracts';
import { fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import { millionths } from '../decimal.js';
import {
  type ConsignmentCommand,
  type ConsignmentEvent,
  type ConsignmentState,
  consignment,
  isDeclared,
} from '../index.js';
import { command, contract, declaration, idOf, partOf, rice, towels, usd } from './consignment.spec-kit.js';

const SEED = 20_261_125;
const RUNS = 400;

const place = fc.constantFrom('PKLYP', 'PKTOR', 'UZTAS', 'KZALA');
const mode = fc.constantFrom('road' as const, 'rail' as const, 'sea' as const, 'air' as const);
const day = fc.integer({ min: 1, max: 9 }).map((number) => `2026-03-0${number}T10:00:00+05:00`);
const mass = fc.integer({ min: 1, max: 7_000 }).map(String);
const consigned = fc.integer({ min: 5_000, max: 13_000 }).map(String);
const part = fc
  .tuple(fc.constantFrom(1, 2), mass, mass)
  .map(([line, quantity, kg]) => partOf(line, quantity, kg));
/** A part as customs is told of it: in the unit and the currency of the line, or in others. */
const toldPart = fc
  .tuple(part, mass, fc.constantFrom('NAR', 'BG', 'KGM'), fc.constantFrom('USD', 'PKR'))
  .map(([one, amount, unit, currency]) => ({ ...one, unit, value: { amount, currency } }));
const paper = {
  typeCode: '380',
  issuer: 'Demo Mills',
  issuedOn: '2026-03-01',
  sha256: 'a'.repeat(64),
};
const few = (from: number) => fc.integer({ min: from, max: from + 2 }).map(idOf);
const version = fc.integer({ min: 1, max: 6 });
const counted = fc.record({ quantity: consigned, unit: fc.constantFrom('NAR', 'NAR', 'DZN') });
const lines = fc.tuple(consigned, consigned, counted).map(([one, two, count]) => [
  { ...towels, ...count, netMassKg: one },
  { ...rice, netMassKg: two },
]);

/** Commands of one consignment, of which many suit no state they meet. */
const anyCommand: fc.Arbitrary<ConsignmentCommand> = fc.oneof(
  day.map((at) => command('ContractConsignment', contract, at)),
  fc
    .tuple(lines, day)
    .map(([some, at]) => command('DeclareConsignment', { ...declaration, lines: some }, at)),
  fc
    .tuple(part, day)
    .map(([one, at]) =>
      command('PackUnits', { units: [{ kind: 'truck', number: 'TLE-1', seals: [], contents: [one] }] }, at),
    ),
  fc
    .tuple(place, mode, day)
    .map(([location, transportMode, at]) => command('DispatchConsignment', { location, transportMode }, at)),
  fc
    .tuple(place, fc.constantFrom('arrived' as const, 'departed' as const), day)
    .map(([location, movement, at]) => command('RecordCheckpoint', { location, movement }, at)),
  fc
    .tuple(place, fc.constantFrom('arrived' as const, 'departed' as const), day, day)
    .map(([location, movement, seenAt, at]) =>
      command('WithdrawCheckpoint', { location, movement, seenAt, reason: 'another truck' }, at),
    ),
  fc
    .tuple(place, mode, mode, day)
    .map(([location, from, to, at]) => command('TransloadConsignment', { location, from, to }, at)),
  fc.tuple(part, day).map(([one, at]) => command('ReportOutturn', { location: 'KZALA', lines: [one] }, at)),
  fc
    .tuple(part, day)
    .map(([one, at]) => command('ReportDamage', { location: 'KZALA', lines: [one], description: 'wet' }, at)),
  day.map((at) => command('DeliverConsignment', { location: 'KZALA' }, at)),
  day.map((at) => command('ReturnConsignment', { location: 'PKLYP', reason: 'refused' }, at)),
  fc
    .tuple(lines, day)
    .map(([some, at]) => command('AmendConsignment', { reason: 'weighed', lines: some }, at)),
  day.map((at) => command('CancelConsignment', { reason: 'withdrawn' }, at)),
  fc
    .tuple(few(40), fc.constantFrom('export' as const, 'import' as const), toldPart, day)
    .map(([id, flow, one, at]) =>
      command('AttachDeclaration', { declarationId: id, flow, lines: [one] }, at),
    ),
  fc
    .tuple(few(30), day)
    .map(([id, at]) => command('AttachDocument', { ...paper, documentId: id, number: id }, at)),
  fc.tuple(few(30), day).map(([id, at]) => command('WithdrawDocument', { documentId: id, reason: 'x' }, at)),
  fc
    .tuple(few(40), few(30), day)
    .map(([declarationId, documentId, at]) =>
      command('PresentDocuments', { declarationId, documents: [{ documentId, typeCode: '380' }] }, at),
    ),
  fc.tuple(few(40), day).map(([id, at]) => command('DetachDeclaration', { declarationId: id }, at)),
  fc.tuple(few(50), day).map(([id, at]) => command('AttachInvoice', { invoiceId: id }, at)),
  fc
    .tuple(few(50), mass, version, day)
    .map(([id, amount, obligationVersion, at]) =>
      command('PayInvoiceInPart', { invoiceId: id, outstanding: usd(amount), obligationVersion }, at),
    ),
  fc
    .tuple(few(50), version, day)
    .map(([id, obligationVersion, at]) =>
      command('SettleInvoice', { invoiceId: id, settledOn: at.slice(0, 10), obligationVersion }, at),
    ),
  fc
    .tuple(few(50), mass, version, day)
    .map(([id, amount, obligationVersion, at]) =>
      command(
        'ReturnInvoicePayment',
        { invoiceId: id, outstanding: usd(amount), paid: usd('0'), obligationVersion },
        at,
      ),
    ),
);
/** Most lives begin with a declaration: before it, little is possible. */
const life = fc
  .tuple(
    fc.option(lines, { freq: 9, nil: undefined }),
    fc.array(anyCommand, { minLength: 1, maxLength: 40, size: 'max' }),
  )
  .map(([declared, commands]) =>
    declared
      ? [
          command('DeclareConsignment', { ...declaration, lines: declared }, '2026-03-01T09:00:00+05:00'),
          ...commands,
        ]
      : commands,
  );

/** Decides commands one after the other, refusals left out. */
function live(
  commands: readonly ConsignmentCommand[],
  onEach: (asked: ConsignmentCommand, before: ConsignmentState) => void = () => undefined,
) {
  const history: ConsignmentEvent[] = [];
  let state = consignment.initialState;
  for (const asked of commands) {
    onEach(asked, state);
    for (const happened of decided(asked, state) ?? []) {
      history.push(happened);
      state = consignment.evolve(state, happened);
    }
  }
  return { history, state };
}

/** `undefined` where it is refused. Anything but a refusal is a fault. */
function decided(
  asked: ConsignmentCommand,
  state: ConsignmentState,
): readonly ConsignmentEvent[] | undefined {
  try {
    return consignment.decide(asked, state);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

const check = (property: fc.IProperty<unknown> | ReturnType<typeof fc.property>) =>
  fc.assert(property as fc.IProperty<unknown>, { seed: SEED, numRuns: RUNS });

it('customs is never told of more than was consigned, as amended', () => {
  let told = 0;
  let compared = 0;
  check(
    fc.property(life, (commands) => {
      const { state } = live(commands);
      if (!isDeclared(state)) return;
      told += state.declarations.length;
      for (const flow of ['export', 'import']) {
        for (const { lineNumber, netMassKg, quantity, unit, value } of state.lines) {
          const covered = state.declarations
            .filter((one) => one.flow === flow)
            .flatMap((one) => one.lines)
            .filter((one) => one.lineNumber === lineNumber);
          const most = (told: readonly string[], consigned: string) =>
            expect(told.reduce((sum, one) => sum + millionths(one), 0n) <= millionths(consigned)).toBe(true);
          const inUnit = covered.filter((one) => one.unit === unit);
          const inCurrency = covered
            .flatMap((one) => one.value ?? [])
            .filter(({ currency }) => currency === 'USD');
          most(
            covered.map((one) => one.netMassKg),
            netMassKg,
          );
          most(
            inUnit.map((one) => one.quantity),
            quantity,
          );
          most(
            inCurrency.map(({ amount }) => amount),
            value.amount,
          );
          compared += inUnit.length + inCurrency.length;
        }
      }
    }),
  );
  expect(told).toBeGreaterThan(RUNS / 4);
  expect(compared).toBeGreaterThan(RUNS / 8);
});

it('the same command on the same state leads to the same, and behind its own events to nothing new', () => {
  check(
    fc.property(life, (commands) => {
      live(commands, (asked, before) => {
        const frozen = JSON.stringify(before);
        const events = decided(asked, before);
        expect(decided(asked, before)).toEqual(events);
        expect(JSON.stringify(before)).toBe(frozen);
        if (!events) return;
        const after = events.reduce(consignment.evolve, before);
        expect(decided(asked, after) ?? []).toEqual([]);
      });
    }),
  );
});

it('a history replayed is the state that was lived, also behind JSON, and keeps to its contracts', () => {
  check(
    fc.property(life, (commands) => {
      const { history, state } = live(commands);
      const read = history.map((happened) => {
        const data = JSON.parse(JSON.stringify(happened.data));
        expect(validateEventData(happened.type, currentVersionOf(happened.type), data)).toEqual(data);
        return { ...happened, data } as ConsignmentEvent;
      });
      expect(fold(consignment, read)).toEqual(state);
    }),
  );
});

it('what is packed is there while the goods are on their way, and a word of them may be amended', () => {
  let packed = 0;
  let counted = 0;
  let recounted = 0;
  check(
    fc.property(life, (commands) => {
      const { history, state } = live(commands);
      if (!isDeclared(state) || (state.status !== 'declared' && state.status !== 'dispatched')) return;
      packed += state.units.length;
      // A second way: the units of measure as the goods were packed.
      let unitOf = new Map<number, string>();
      for (const [index, { type }] of history.entries()) {
        if (type !== 'UnitsPacked') continue;
        const then = fold(consignment, history.slice(0, index));
        if (isDeclared(then)) unitOf = new Map(then.lines.map(({ lineNumber, unit }) => [lineNumber, unit]));
      }
      for (const { lineNumber, netMassKg, quantity } of state.units.flatMap(({ contents }) => contents)) {
        const line = state.lines.find((one) => one.lineNumber === lineNumber);
        expect(millionths(netMassKg) <= millionths(line?.netMassKg ?? '0')).toBe(true);
        if (line && line.unit === unitOf.get(lineNumber)) {
          expect(millionths(quantity) <= millionths(line.quantity)).toBe(true);
          counted += 1;
        } else recounted += 1;
      }
      const worded = state.lines.map((line) => ({ ...line, description: 'told in other words' }));
      expect(decided(command('AmendConsignment', { reason: 'x', lines: worded }), state)).toHaveLength(1);
    }),
  );
  expect(packed).toBeGreaterThan(RUNS / 20);
  expect(counted).toBeGreaterThan(RUNS / 40);
  expect(recounted).toBeGreaterThan(RUNS / 100);
});

it('a leg ends where the next one begins, and no two are open', () => {
  check(
    fc.property(life, (commands) => {
      const { state } = live(commands);
      if (!isDeclared(state)) return;
      for (const [index, leg] of state.legs.entries()) {
        const next = state.legs[index + 1];
        if (next) expect([leg.to, leg.arrivedAt]).toEqual([next.from, next.departedAt]);
      }
    }),
  );
});

/** A life on the way, in which a few places are seen, and taken back, again and again. */
const sightings = fc.array(
  fc
    .tuple(
      fc.constantFrom('RecordCheckpoint' as const, 'WithdrawCheckpoint' as const),
      fc.constantFrom('PKTOR', 'UZTAS'),
      fc.constantFrom('arrived' as const, 'departed' as const),
      // The same two instants, each written in two ways.
      fc.constantFrom(
        '2026-03-05T10:00:00+05:00',
        '2026-03-05T05:00:00.000Z',
        '2026-03-06T10:00:00+05:00',
        '2026-03-06T05:00:00Z',
      ),
    )
    .map(([type, location, movement, at]) =>
      type === 'RecordCheckpoint'
        ? command(type, { location, movement }, at)
        : command(type, { location, movement, seenAt: at, reason: 'another truck' }, at),
    ),
  { minLength: 1, maxLength: 30, size: 'max' },
);

it('of what was seen, there stands what was not taken back since, each once', () => {
  let takenBack = 0;
  check(
    fc.property(sightings, (commands) => {
      const begun = [
        command('DeclareConsignment', declaration, '2026-03-01T09:00:00+05:00'),
        command(
          'DispatchConsignment',
          { location: 'PKLYP', transportMode: 'road' },
          '2026-03-01T10:00:00+05:00',
        ),
      ];
      const { history, state } = live([...begun, ...commands]);
      // A second way: a set of what stands, written and wiped as it was asked for.
      const keyOf = (location: string, movement: string, at: string) =>
        [location, movement, Date.parse(at)].join(' ');
      const standing = new Set<string>();
      for (const { type, occurredAt, data } of commands) {
        if (type === 'RecordCheckpoint') standing.add(keyOf(data.location, data.movement, occurredAt));
        if (type === 'WithdrawCheckpoint') standing.delete(keyOf(data.location, data.movement, data.seenAt));
      }
      if (!isDeclared(state)) throw new Error('It was declared.');
      const told = state.checkpoints.map((one) => keyOf(one.location, one.movement, one.occurredAt));
      expect([...told].sort()).toEqual([...standing].sort());
      takenBack += history.filter(({ type }) => type === 'CheckpointWithdrawn').length;
    }),
  );
  expect(takenBack).toBeGreaterThan(RUNS);
});
