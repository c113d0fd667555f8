import type { RecordedEvent } from '@corridor/contracts';
import { OWN_CURRENCY_OF } from '@corridor/reference-data';
import fc from 'fast-check';
import { type Cell, type CellChange, type CellKind, cellId, foldCells } from '../cells/cells.fold.js';
import { PAYMENT_CELLS, type PaymentCell, type PaymentCellName } from './payment-cells.js';
import { foldPayments, PAYMENT_EVENTS, type PaymentEvent } from './payments.fold.js';
import { foldSettled, SETTLED_CELLS, type SettledCell, type SettledMemory } from './settled-cells.fold.js';
import { questionOf } from './settled-question.js';
import type { SettledCellName } from './settled-standing.js';
import { RARE_PLAN, SettledStory, settledPlan } from './settled-story.spec-kit.js';

function eventsOf(told: SettledStory): readonly PaymentEvent[] {
  const handled: readonly string[] = PAYMENT_EVENTS;
  return told.appends
    .flat()
    .flatMap(({ streamId, events }) => events.map((event) => ({ ...event, streamId })))
    .map((event, index) => ({ ...event, position: index + 1, demo: true }))
    .filter(({ type }) =>
      handled.includes(type),
    ) as unknown as readonly RecordedEvent[] as readonly PaymentEvent[];
}

type Row = Readonly<Record<string, string | null>>;
const minorOf = (text: string | null | undefined) => BigInt(text ?? 0);
const sumOf = (rows: readonly Row[], column: string) =>
  rows.reduce((sum, row) => sum + minorOf(row[column]), 0n);
const valuesOf = (rows: readonly Row[], column: string) => [
  ...new Set(rows.map((row) => row[column] ?? null)),
];
const daysTo = (from: string, to: string) =>
  BigInt(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));

/** The rows that events leave, and each credit as it stands behind them. */
function standing(events: readonly PaymentEvent[]) {
  const rows = foldPayments(events) as unknown as Readonly<Record<string, readonly Row[]>>;
  const { booked_credits = [], credit_confirmations = [], credit_agents = [], payment_facts = [] } = rows;
  const { obligations = [], invoice_parties = [], withdrawn_invoices = [] } = rows;
  const { return_facts = [], return_tellings = [] } = rows;
  const withdrawn = new Set(withdrawn_invoices.map(({ invoice_id }) => invoice_id));
  const credits = booked_credits.map((booked) => {
    const isOf = (row: Row) => row.settlement_id === booked.settlement_id;
    const entry = booked.basis === 'status-accc' ? credit_confirmations.find(isOf) : undefined;
    const agent = booked.debtor_agent ?? credit_agents.find(isOf)?.debtor_agent ?? '';
    return {
      ...booked,
      ...(entry && { value_date: entry.value_date ?? '' }),
      ...(entry?.amount_minor && { amount_minor: entry.amount_minor, usd_minor: entry.usd_minor ?? null }),
      debtor_agent: agent.slice(0, 8),
      awaits_entry: String(booked.basis === 'status-accc' && !entry),
    } as Row;
  });
  const owed = obligations.map((row) => {
    const parties = invoice_parties.find(({ invoice_id }) => invoice_id === row.invoice_id);
    return { row, countries: [parties?.creditor_country ?? '', parties?.debtor_country ?? ''] };
  });
  const pairs = new Map(payment_facts.map((row) => [`${row.obligation_id} ${row.settlement_id}`, row]));
  const parts = [...pairs.values()].map(({ obligation_id = '', settlement_id = '' }) => {
    const own = payment_facts.filter(
      (row) => row.obligation_id === obligation_id && row.settlement_id === settlement_id,
    );
    const credit = credits.find((each) => each.settlement_id === settlement_id) ?? {};
    return {
      obligation_id,
      settlement_id,
      credit,
      amount: sumOf(own, 'amount_minor'),
      settled: sumOf(own, 'settled_minor'),
    };
  });
  return { credits, owed, parts, withdrawn, waiting: waitingBehind(events), return_facts, return_tellings };
}

/** What the lines of each settlement on the account `suspense` come to. */
function waitingBehind(events: readonly PaymentEvent[]): ReadonlyMap<string | null | undefined, bigint> {
  const waiting = new Map<string, bigint>();
  for (const { data } of events) {
    if (!('settlementId' in data)) continue;
    for (const { account, side, amount } of data.postings ?? []) {
      const minor = BigInt(amount.amount.replace('.', '')) * (side === 'credit' ? 1n : -1n);
      if (account === 'suspense')
        waiting.set(data.settlementId, (waiting.get(data.settlementId) ?? 0n) + minor);
    }
  }
  return waiting;
}

/** What is open, waits and was given back, counted anew and by no fold. */
function reopened(events: readonly PaymentEvent[]): ReadonlyMap<string, Sums> {
  const { owed, parts, credits, withdrawn, waiting, return_facts, return_tellings } = standing(events);
  const cells = new Map<string, Sums>();
  const add = (what: PaymentCellName['what'], of: Row, day: string | null | undefined, adds: Sums) => {
    const reason = (what === 'returned' && of.reason) || '';
    const bank = of.creditor_bank ?? of.bank ?? '';
    const name = { what, bank, currency: of.currency ?? '', day: day ?? '', reason };
    const id = cellId(PAYMENT_CELLS, name);
    const before = cells.get(id) ?? {};
    cells.set(id, before);
    for (const [sum, minor] of Object.entries(adds)) before[sum] = (before[sum] ?? 0n) + minor;
  };
  for (const { row } of owed) {
    const paid = parts.filter(({ obligation_id }) => obligation_id === row.obligation_id);
    const minor = minorOf(row.amount_minor) - paid.reduce((sum, { settled }) => sum + settled, 0n);
    if (minor > 0n && !withdrawn.has(row.invoice_id)) add('owed', row, row.due_on, { items: 1n, minor });
  }
  for (const credit of credits) {
    const minor = waiting.get(credit.settlement_id) ?? 0n;
    if (minor !== 0n) add('waiting', credit, credit.value_date, { items: 1n, minor });
  }
  for (const row of return_facts) {
    if (return_tellings.some(({ rest_id }) => rest_id === row.return_id)) continue;
    const told = return_tellings.filter(({ return_id }) => return_id === row.return_id);
    const own = [
      row,
      ...told.flatMap(({ rest_id }) => return_facts.filter(({ return_id }) => return_id === rest_id)),
    ];
    const reason = row.reason ?? told.find((telling) => telling.reason !== null)?.reason ?? null;
    add('returned', { ...row, reason }, row.booked_on?.replace(/..$/, '01'), {
      ...{ items: 1n, minor: sumOf(own, 'amount_minor'), returned_minor: sumOf(own, 'returned_minor') },
    });
  }
  return cells;
}

type Sums = Record<string, bigint>;

/** What cells come to, counted anew and by no fold. */
function recounted(events: readonly PaymentEvent[]): ReadonlyMap<string, Sums> {
  const { owed, parts, credits } = standing(events);
  const cells = new Map<string, Sums>();
  const add = (name: SettledCellName, adds: Sums): void => {
    const id = cellId(SETTLED_CELLS, name);
    const before = cells.get(id) ?? {};
    cells.set(id, before);
    for (const [sum, minor] of Object.entries(adds)) before[sum] = (before[sum] ?? 0n) + minor;
  };
  for (const { row } of owed) {
    const paying = parts.filter((part) => part.obligation_id === row.obligation_id && part.settled > 0n);
    if (paying.reduce((sum, { settled }) => sum + settled, 0n) !== minorOf(row.amount_minor)) continue;
    const settledOn =
      paying
        .map(({ credit }) => credit.value_date ?? '')
        .sort()
        .at(-1) ?? '';
    for (const agent of valuesOf(
      paying.map(({ credit }) => credit),
      'debtor_agent',
    )) {
      const own = paying.filter(({ credit }) => credit.debtor_agent === agent);
      const times = (from: string) =>
        own.reduce((sum, { settled, credit }) => sum + settled * daysTo(from, credit.value_date ?? ''), 0n);
      const days = times(row.terms_started_on ?? '');
      const name = {
        bank: row.creditor_bank ?? '',
        debtor_agent: agent ?? '',
        currency: row.currency ?? '',
        month: settledOn.replace(/..$/, '01'),
      };
      if (days < 0n) add(name, { advances: 1n });
      else {
        const paid_minor = own.reduce((sum, { settled }) => sum + settled, 0n);
        add(name, { obligations: 1n, paid_minor, days_minor: days, late_minor: times(row.due_on ?? '') });
      }
    }
  }
  for (const credit of credits) {
    const own = parts.filter((part) => part.settlement_id === credit.settlement_id && part.amount > 0n);
    const name = {
      bank: credit.bank ?? '',
      debtor_agent: credit.debtor_agent ?? '',
      currency: credit.currency ?? '',
      month: (credit.value_date ?? '').replace(/..$/, '01'),
    };
    if (own.length > 0) add(name, { settlements: 1n, unconverted: credit.usd_minor === null ? 1n : 0n });
    for (const { amount, obligation_id } of own) {
      const parties = owed.find(({ row }) => row.obligation_id === obligation_id)?.countries ?? [];
      const isOwn = parties.some((country) => OWN_CURRENCY_OF.get(country) === credit.currency);
      const usd = credit.usd_minor === null ? 0n : shared(minorOf(credit.usd_minor) * amount, credit);
      add(name, { settled_minor: amount, usd_minor: usd });
      if (isOwn) add(name, { own_minor: amount, own_usd_minor: usd });
    }
  }
  return cells;
}

/** Half to even. */
function shared(dollars: bigint, { amount_minor }: Row): bigint {
  const whole = minorOf(amount_minor);
  const [quotient, twice] = [dollars / whole, (dollars % whole) * 2n];
  if (twice === whole) return quotient + (quotient % 2n);
  return twice > whole ? quotient + 1n : quotient;
}

/** What the projection would remember for events to fold, of those before. */
function remembered(before: readonly PaymentEvent[], next: readonly PaymentEvent[]): SettledMemory {
  const { credits, owed, parts, withdrawn, waiting, return_facts, return_tellings } = standing(before);
  const asked = questionOf(next);
  const told = new Set([
    ...asked.obligations,
    ...parts.flatMap((part) =>
      asked.credits.includes(part.settlement_id ?? '') ? (part.obligation_id ?? '') : [],
    ),
  ]);
  const own = parts.filter(({ obligation_id }) => told.has(obligation_id ?? ''));
  const toldOf = new Set([...asked.settlements, ...asked.credits]);
  const paying = new Set([...toldOf, ...own.map(({ settlement_id }) => settlement_id ?? '')]);
  const countOf = (id: string) =>
    toldOf.has(id) ? parts.filter((part) => part.settlement_id === id && part.amount > 0n).length : null;
  const invoices = before.flatMap((event) =>
    event.type === 'InvoiceRegistered' && asked.invoices.includes(event.data.invoiceId)
      ? {
          invoice_id: event.data.invoiceId,
          countries: [event.data.creditor.country, event.data.debtor.country],
        }
      : [],
  );
  return {
    obligations: owed.flatMap(({ row, countries }) =>
      told.has(row.obligation_id ?? '')
        ? ({
            ...row,
            bank: row.creditor_bank,
            countries,
            is_withdrawn: withdrawn.has(row.invoice_id),
          } as never)
        : [],
    ),
    credits: credits.flatMap((credit) =>
      paying.has(credit.settlement_id ?? '')
        ? ({
            ...credit,
            awaits_entry: credit.awaits_entry === 'true',
            paying: countOf(credit.settlement_id ?? ''),
            waiting_minor: toldOf.has(credit.settlement_id ?? '')
              ? String(waiting.get(credit.settlement_id) ?? 0n)
              : null,
          } as never)
        : [],
    ),
    // The database tells them in no order.
    parts: [...own].reverse().map(({ obligation_id, settlement_id, amount, settled }) => ({
      obligation_id: obligation_id ?? '',
      settlement_id: settlement_id ?? '',
      amount_minor: amount.toString(),
      settled_minor: settled.toString(),
    })),
    invoices,
    // All of them, which is more than is asked.
    returns: [...return_facts].reverse() as never,
    tellings: return_tellings as never,
  };
}

/** Folds events in batches that end behind the cuts: cells of what is settled, and of what is open. */
function foldAll(
  events: readonly PaymentEvent[],
  cuts: readonly number[],
): { readonly settled: readonly SettledCell[]; readonly open: readonly PaymentCell[] } {
  const [settled, open] = [keeping(SETTLED_CELLS), keeping(PAYMENT_CELLS)];
  let done = 0;
  for (const cut of [...new Set(cuts.map((at) => at % (events.length + 1))), events.length].sort(
    (a, b) => a - b,
  )) {
    const batch = events.slice(done, cut);
    const changes = foldSettled(batch, remembered(events.slice(0, done), batch));
    settled.take(changes.settled);
    open.take(changes.open);
    done = cut;
  }
  return { settled: settled.rows, open: open.rows };
}

function keeping<Name extends object, Sum extends string>(kind: CellKind<Name, Sum>) {
  const rows: Cell<Name, Sum>[] = [];
  const last = new Map<string, Cell<Name, Sum>>();
  return {
    rows,
    take(changes: readonly CellChange<Name, Sum>[]): void {
      for (const cell of foldCells(kind, changes, last)) {
        rows.push(cell);
        last.set(cellId(kind, cell), cell);
      }
    },
  };
}

const told = (cells: ReadonlyMap<string, Sums>) =>
  [...cells].flatMap(([id, sums]) => {
    const standing = Object.entries(sums).filter(([, minor]) => minor !== 0n);
    return standing.length === 0
      ? []
      : `${id}: ${standing
          .map((each) => each.join(' '))
          .sort()
          .join(', ')}`;
  });

function asOf<Name extends object, Sum extends string>(
  kind: CellKind<Name, Sum>,
  rows: readonly Cell<Name, Sum>[],
  position: number,
): ReadonlyMap<string, Sums> {
  const cells = new Map<string, Sums>();
  for (const row of rows) {
    if (row.position > position) continue;
    const sums = kind.sums.map((sum) => [sum, BigInt(row[sum])]);
    cells.set(cellId(kind, row), Object.fromEntries(sums));
  }
  return cells;
}

const cuts = fc.array(fc.nat(), { maxLength: 6 });

it('cells are, as of each position and however the log is cut into batches, what is counted anew', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(settledPlan, cuts, (plan, cuts) => {
      const events = eventsOf(new SettledStory(plan));
      const { settled, open } = foldAll(events, cuts);
      for (const { type, data } of events) {
        if (type === 'InvoiceWithdrawn' || type.endsWith('ServiceContract')) seen.add(type);
        for (const told of ['restId', 'reason', 'returnId'])
          if (type === 'SettlementConfirmed' && told in data) seen.add(told);
      }
      for (const [at, { position }] of events.entries()) {
        const so = events.slice(0, at + 1);
        const [counted, openOnes] = [recounted(so), reopened(so)];
        expect([...told(asOf(SETTLED_CELLS, settled, position))].sort()).toEqual([...told(counted)].sort());
        expect([...told(asOf(PAYMENT_CELLS, open, position))].sort()).toEqual([...told(openOnes)].sort());
        for (const sums of counted.values()) for (const sum of Object.keys(sums)) seen.add(sum);
        for (const id of openOnes.keys()) seen.add(id.split(' ')[0] ?? '');
      }
    }),
    { numRuns: 150, examples: [[RARE_PLAN, [13, 14, 15]]] },
  );
  // The stories come to all that cells hold.
  expect([...seen].sort()).toEqual(
    [
      ...[...SETTLED_CELLS.sums, 'owed', 'waiting', 'returned', 'returnId', 'restId', 'reason'],
      ...['InvoiceWithdrawn', 'SettlementMatchedToServiceContract', 'SettlementUnmatchedFromServiceContract'],
    ].sort(),
  );
});

it('cells are the same row for row however the log is cut into batches', () => {
  fc.assert(
    fc.property(settledPlan, cuts, (plan, cuts) => {
      const events = eventsOf(new SettledStory(plan));
      const order = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
      const [cut, whole] = [foldAll(events, cuts), foldAll(events, [])];
      expect(order(cut.settled)).toEqual(order(whole.settled));
      expect(order(cut.open)).toEqual(order(whole.open));
    }),
    { numRuns: 100 },
  );
});
