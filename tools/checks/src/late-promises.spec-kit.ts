import fc from 'fast-check';
import type { RealisationEvent } from '../../../apps/reporting/src/institutions/commitments/realisation.fold.js';
import {
  CONTRACT,
  EXPORTER,
  IMPORTER,
  idOf,
  Telling,
  usd,
} from '../../../apps/reporting/src/institutions/commitments/realisation.spec-kit.js';

const START_MS = Date.parse('2026-03-01T00:00:00Z');
/** Noon of a day of the story, in UTC. */
export const instantOf = (day: number) => new Date(START_MS + (day * 24 + 12) * 3_600_000).toISOString();

export const PROMISES = [1, 3, 4].map(idOf);
const GOODS = [10, 11, 12, 13];
/** Of the first of them. */
const PARTS = [20, 21];
const CREDIT = idOf(40);

const step = fc.record({
  what: fc.constantFrom(
    ...['link', 'link', 'link', 'move', 'unlink', 'dispatch', 'dispatch', 'deliver', 'deliver'],
    ...['import', 'import', 'export', 'correct', 'pay', 'pay', 'unmatch', 'return', 'cancel', 'amend'],
    ...['revise', 'rate', 'price', 'release', 'withdraw', 'lapse', 'fulfil', 'reopen', 'split', 'credit'],
    ...['report', 'verify', 'reject', 'revoke', 'untold'],
  ),
  of: fc.constantFrom(...GOODS, ...PARTS),
  promise: fc.constantFrom(...PROMISES.keys()),
  cents: fc.integer({ min: 1, max: 99_999 }),
  // Mostly in order, and now and then told late, or ahead.
  late: fc.constantFrom(0, 0, 0, -1, -4, -9, -20, 7),
});
export const steps = fc.array(step, { minLength: 60, maxLength: 90, size: 'max' });
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What is true in the log before a step: deciders refuse what is not possible. */
class World {
  readonly told = new Telling();
  readonly days: number[] = [];
  readonly served = new Map<number, string>();
  readonly contracts = new Set<string>();
  readonly withdrawn = new Set<string>();
  readonly rated = new Set<string>();
  readonly reports = new Map<string, { readonly of: string; status: string }>();
  readonly declarations: { readonly id: string; readonly of: number }[] = [];
  readonly invoices: { readonly id: string; readonly of: number }[] = [];
  isSplit = false;

  /** Tells something of a commitment by what the kit tells of its one. */
  of(promise: string, tellIt: () => void): void {
    const { events } = this.told;
    const first = events.length;
    tellIt();
    for (let at = first; at < events.length; at += 1) {
      const event = events[at] as RealisationEvent;
      events[at] = { ...event, data: { ...event.data, commitmentId: promise } } as RealisationEvent;
    }
  }

  /** What was told since happened on this day. */
  on(day: number): void {
    while (this.days.length < this.told.events.length) this.days.push(day);
  }
}

const SECTORS = ['textiles', 'leather', 'fruit'];
const partiesOf = (owner: string) => [
  { part: 'seller', ...EXPORTER, ownership: 'private' },
  { part: 'buyer', ...IMPORTER, ownership: owner },
];
function announce(world: World): void {
  for (const [index, promise] of PROMISES.entries()) {
    world.of(promise, () =>
      world.told.announce({ title: `Promise ${index}`, sector: SECTORS[index] ?? 'mining' }),
    );
    const event = world.told.events.at(-1) as { data: { occasion: object } };
    event.data.occasion = { kind: 'forum', name: `Forum ${index % 2}`, on: `${2025 + (index % 2)}-02-04` };
    Object.assign(event, { participants: ['demo-textiles-faisalabad'].slice(index % 2) });
    world.on(index);
  }
  for (const id of GOODS)
    world.told.declare(idOf(id), id === 12 ? { amount: '10000.55', currency: 'PKR' } : usd('100.01'));
  world.on(2);
}

/** Events of three commitments and the goods that serve them, in a log: each a third of a day behind the one before, unless it is told late. */
export function storyOf(all: readonly Step[]): readonly RealisationEvent[] {
  const world = new World();
  announce(world);
  for (const [index, step] of all.entries()) {
    tellStep(world, step, 100 + index);
    world.on(Math.max(0, 3 + Math.floor(index / 3) + step.late));
  }
  return world.told.events.map((event, index) => ({
    ...event,
    occurredAt: new Date(START_MS + (world.days[index] ?? 0) * 86_400_000).toISOString(),
  }));
}

function tellStep(world: World, step: Step, next: number): void {
  const { told } = world;
  const promise = PROMISES[step.promise] ?? '';
  if (PARTS.includes(step.of) && !world.isSplit) return;
  const amount = (step.cents / 100).toFixed(2);
  const own = { commitmentId: promise };
  const id = idOf(step.of);
  const linkTo = (to: string) => {
    if (PARTS.includes(step.of) || world.withdrawn.has(to)) return;
    world.served.set(step.of, to);
    const contract = world.contracts.has(to) && step.cents % 2 === 0 ? CONTRACT : undefined;
    world.of(to, () => told.link(id, contract));
  };
  const unlink = () => {
    const from = world.served.get(step.of);
    if (from === undefined) return;
    world.served.delete(step.of);
    world.of(from, () => told.unlink(id));
  };
  const report = [...world.reports].find(([, { of }]) => of === promise);
  const stepOf = (status: string, type: 'Verified' | 'Rejected' | 'Revoked') => {
    if (report?.[1].status !== status) return;
    report[1].status = type.toLowerCase();
    const by = { verifiedBy: 'x', rejectedBy: 'x', revokedBy: 'x', note: 'x', reason: 'x' };
    told.tell(`Realisation${type}`, { ...own, realisationId: report[0], ...by } as never);
  };
  const steps: Readonly<Record<Step['what'], () => void>> = {
    link: () => (world.served.has(step.of) ? undefined : linkTo(promise)),
    move: () => {
      if (!world.served.has(step.of) || world.withdrawn.has(promise)) return;
      unlink();
      linkTo(promise);
    },
    unlink,
    dispatch: () => told.dispatch(id),
    deliver: () => told.deliver(id),
    import: () => clear('import'),
    export: () => clear('export'),
    correct: () => {
      const { id: declared, of } = world.declarations[step.cents % (world.declarations.length || 1)] ?? {};
      if (declared !== undefined && of !== undefined) told.amend(idOf(of), declared, amount, '90');
    },
    pay: () => {
      world.invoices.push({ id: idOf(next), of: step.of });
      told.pay(id, idOf(next), '1000.00', amount);
    },
    unmatch: () => {
      const { id: invoiceId, of } = world.invoices[step.cents % (world.invoices.length || 1)] ?? {};
      if (invoiceId === undefined || of === undefined) return;
      const left = { amount: usd('1.00'), outstanding: usd('1000.00'), valueDate: '2026-04-02' };
      const ids = { obligationId: invoiceId, invoiceId, consignmentId: idOf(of) };
      told.tell('PaymentReturned', { ...ids, ...left } as never);
    },
    return: () =>
      told.tell('ConsignmentReturned', { consignmentId: id, location: 'x', reason: 'x' } as never),
    cancel: () => told.tell('ConsignmentCancelled', { consignmentId: id, reason: 'x' } as never),
    amend: () =>
      told.tell('ConsignmentAmended', {
        consignmentId: id,
        reason: 'x',
        lines: [lineOf(amount)],
      } as never),
    revise: () => {
      if (world.withdrawn.has(promise)) return;
      const terms = {
        title: `Revised ${step.cents}`,
        kind: 'memorandum',
        parties: partiesOf(step.cents % 3 === 0 ? 'state' : 'private'),
        sector: SECTORS[step.cents % 3],
        hsCodes: [step.cents % 5 ? '6302' : '5201'],
        value: usd(amount),
        valueUsd: usd(amount),
      };
      told.tell('CommitmentRevised', { ...own, terms, reason: 'x', source: 'x' } as never);
    },
    rate: () => {
      if (world.rated.has(promise)) return;
      world.rated.add(promise);
      const rate = { currency: 'PKR', usdPerUnit: '0.00359', date: '2026-02-04', source: 'x' };
      told.tell('CommitmentRateTold', { ...own, rate });
    },
    price: () => {
      if (world.contracts.has(promise) || world.withdrawn.has(promise)) return;
      world.contracts.add(promise);
      world.of(promise, () => told.contract([{ hs6: '630260', unit: 'NAR', price: usd('0.93') }]));
    },
    release: () => {
      if (!world.contracts.delete(promise)) return;
      told.tell('CommitmentContractReleased', { ...own, contractId: CONTRACT, reason: 'x' });
    },
    withdraw: () => {
      if (world.withdrawn.has(promise) || world.contracts.has(promise)) return;
      world.withdrawn.add(promise);
      told.tell('CommitmentWithdrawn', { ...own, reason: 'x', source: 'x' });
    },
    lapse: () =>
      world.withdrawn.has(promise)
        ? undefined
        : told.tell('CommitmentLapsed', { ...own, dueOn: '2026-03-02' }),
    fulfil: () =>
      world.withdrawn.has(promise)
        ? undefined
        : told.tell('CommitmentFulfilled', { ...own, basis: 'delivered' }),
    reopen: () =>
      world.withdrawn.has(promise)
        ? undefined
        : told.tell('CommitmentReopened', { ...own, basis: 'delivered' }),
    split: () => {
      if (world.isSplit) return;
      world.isSplit = true;
      told.tell('ConsignmentSplit', { consignmentId: idOf(10), parts: [] } as never);
      for (const part of PARTS) told.declare(idOf(part), usd('50.00'), idOf(10), '50');
    },
    credit: () => {
      const allocated = { kind: 'letter-of-credit', id: CREDIT } as const;
      if (!world.withdrawn.has(promise))
        told.tell('CommitmentLinked', { allocated, commitmentId: promise, basis: 'hand', reason: 'x' });
    },
    report: () => {
      world.reports.set(idOf(next), { of: promise, status: 'reported' });
      const jobs = { kind: 'jobs', jobs: 1 + (step.cents % 50), reachedOn: '2026-03-01' };
      const evidence = { title: 'x', sha256: 'x' };
      const teller = { reportedBy: 'x', evidence, note: 'x' };
      told.tell('RealisationReported', { ...own, realisationId: idOf(next), ...jobs, ...teller } as never);
    },
    verify: () => stepOf('reported', 'Verified'),
    reject: () => stepOf('reported', 'Rejected'),
    revoke: () => stepOf('verified', 'Revoked'),
    untold: () => undefined,
  };
  const clear = (flow: 'export' | 'import') => {
    world.declarations.push({ id: idOf(next), of: step.of });
    told.clear(id, idOf(next), flow, amount);
  };
  steps[step.what]?.();
}

const lineOf = (value: string) => ({
  lineNumber: 1,
  hs6: '630260',
  quantity: '100',
  unit: 'NAR',
  value: usd(value),
});

/**
 * The events that had happened by an instant, without those that rest on one that had not: of a promise that was not made yet, a contract that is not signed, a report that was not made,
 * an invoice that is not owed; goods that serve another promise still. What is lodged with customs counts whenever that happened.
 */
export function happenedBy(
  events: readonly RealisationEvent[],
  instant: string,
): readonly RealisationEvent[] {
  const known = new Set<string>();
  const serves = new Map<string, string>();
  return events.filter(({ type, occurredAt, data }) => {
    if (type !== 'DeclarationLodged' && occurredAt > instant) return false;
    const of = data as unknown as Readonly<Record<string, string>>;
    const promise = `promise ${of.commitmentId}`;
    const report = `report ${of.realisationId}`;
    if (type === 'CommitmentAnnounced') known.add(promise);
    else if (of.commitmentId !== undefined && !known.has(promise)) return false;
    if (type === 'CommitmentContracted')
      return !known.has(`contract ${promise}`) && known.add(`contract ${promise}`);
    if (type === 'CommitmentContractReleased') return known.delete(`contract ${promise}`);
    if (type === 'RealisationReported') known.add(`${report} reported`);
    if (type === 'RealisationVerified')
      return known.delete(`${report} reported`) && known.add(`${report} verified`);
    if (type === 'RealisationRejected') return known.delete(`${report} reported`);
    if (type === 'RealisationRevoked') return known.delete(`${report} verified`);
    if (type === 'ObligationArisen') known.add(`owed ${of.invoiceId}`);
    if (type.startsWith('ObligationS') || type === 'ObligationPartSettled' || type === 'PaymentReturned')
      return known.has(`owed ${of.invoiceId}`);
    if (type !== 'CommitmentLinked' && type !== 'CommitmentUnlinked') return true;
    const { kind, id } = data.allocated;
    if (kind !== 'consignment') return true;
    if (type === 'CommitmentLinked') return !serves.has(id) && serves.set(id, data.commitmentId);
    return serves.get(id) === data.commitmentId && serves.delete(id);
  });
}
