import { isDeepStrictEqual } from 'node:util';
import { type Category, categoryOf } from '@corridor/contracts';
import { SERVICE_LEVELS } from '@corridor/domain';
import type { DomainEvent } from '@corridor/kernel';
import {
  CommitmentProgress,
  foldRealisation,
  nothingKnown,
  REALISATION_EVENTS,
  type RealisationEvent,
  type RealisationMemory,
} from '@corridor/reporting/realisation';
import { institutionsOn } from '../../../apps/trade-events/src/institutions/institution-aggregates.js';
import { type DemoEvent, demoLog, ofType } from './demo-log.spec-kit.js';

/** An aggregate as trade-events has it. */
interface Aggregate {
  readonly decider: {
    readonly initialState: unknown;
    decide(command: unknown, state: unknown): readonly DomainEvent<string, unknown>[];
    evolve(state: unknown, event: unknown): unknown;
  };
  readonly standing?: (state: unknown) => { readonly legalNow: readonly string[] };
  readonly participantsOf: (state: unknown) => readonly string[];
}

const aggregates = new Map<string, Aggregate>();
institutionsOn(((category: Category, options: Aggregate) => {
  aggregates.set(category, options);
}) as never);

/** Of those that tell nothing of what is legal. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  contract: ['ClaimContract', 'NameContract'],
  firmid: ['ClaimNationalId'],
  carriage: ['CarryConsignment'],
  evidence: ['UseEvidence', 'FreeEvidence'],
  goal: ['TakeGoal', 'FreeGoal'],
};

let log: readonly DemoEvent[];
beforeAll(() => {
  log = demoLog({ seed: 1, endsOn: '2026-03-01' });
}, 60_000);

/** The events that one append adds to one stream. */
function* appends(): Generator<readonly [DemoEvent, ...DemoEvent[]]> {
  let group: [DemoEvent, ...DemoEvent[]] | undefined;
  for (const event of log) {
    if (!aggregates.has(categoryOf(event.streamId))) continue;
    const [first] = group ?? [];
    if (group && first?.appendedAt === event.appendedAt && first.streamId === event.streamId) {
      group.push(event);
      continue;
    }
    if (group) yield group;
    group = [event];
  }
  if (group) yield group;
}

/** What commands would say that lead to these events, as far as all of them tell it, or the last one behind what had passed by then. */
function tellings(events: readonly [DemoEvent, ...DemoEvent[]]) {
  return [dataOf(events), dataOf(events.slice(-1))];
}

/** Each decider takes of it what it needs. */
function dataOf(events: readonly DemoEvent[]) {
  const all = Object.assign({}, ...events.map(({ data }) => data));
  const kind = (all.kind ?? 'red-tape') as keyof typeof SERVICE_LEVELS;
  return {
    serviceLevel: SERVICE_LEVELS[kind],
    toldAt: events.at(-1)?.recordedAt,
    on: events.at(-1)?.occurredAt.slice(0, 10),
    ...all,
  };
}

function decided(
  { decider, standing }: Aggregate,
  state: unknown,
  events: readonly [DemoEvent, ...DemoEvent[]],
): boolean {
  const wanted = events.map(({ type, occurredAt, data }) => ({ type, occurredAt, data }));
  const category = categoryOf(events[0].streamId);
  const types = standing?.(state).legalNow ?? COMMANDS[category] ?? [];
  // The clock is looked at an hour behind.
  const lookedAt = new Date(Date.parse(events[0].recordedAt) - 3_600_000).toISOString();
  for (const told of tellings(events)) {
    // A case is told late what had passed, with the times at which it passed.
    const instants = [
      ...events.map(({ occurredAt }) => occurredAt),
      events[0].recordedAt,
      lookedAt,
      told.endedAt,
    ];
    for (const type of types) {
      for (const occurredAt of new Set(instants.filter((each) => each !== undefined))) {
        try {
          const bare = strip(type, told);
          const isLook = type === 'MarkCaseLimits' || type === 'OpenForeseenCase';
          const asking = { type, occurredAt, ...(!isLook && { toldAt: told.toldAt }) };
          if (isDeepStrictEqual(decider.decide({ ...asking, data: bare }, state), wanted)) return true;
          const again = { ...bare, serviceLevel: levelOf(state) };
          if (isDeepStrictEqual(decider.decide({ ...asking, data: again }, state), wanted)) return true;
        } catch {
          // Not this one.
        }
      }
    }
  }
  expect(wanted).toBe('what its decider decides');
  return false;
}

/** Fields that no command has. */
function strip(type: string, { serviceLevel, toldAt, on, ...data }: ReturnType<typeof dataOf>): object {
  const { limits: _, dueBy: __, by: ___, missedBy: ____, limit: _____, endedAt: ______, ...asked } = data;
  if (type === 'ForeseeCase') return { ...asked, serviceLevel };
  if (type === 'OpenCase') return { ...asked, serviceLevel };
  if (type === 'ReopenCase') return { ...asked, serviceLevel };
  if (type === 'LapseCommitment' || type === 'MarkActionOverdue') return { ...asked, on };
  if (type === 'ResolveCase') return asked;
  if (type === 'ReviewAction') return { actionId: asked.actionId, ...asked.to };
  if (type === 'FollowPapers') return followed(asked);
  if (type === 'FulfilCommitment' || type === 'ReopenCommitment' || type === 'VerifyRealisation')
    return withoutBasis(asked);
  if (type === 'ShowInterest') return { leadId: undefined, ...asked };
  return data;
}

/** The one paper that leads to what was linked. */
function followed({ allocated, ...paper }: { readonly allocated?: object }): object {
  return { allocated, papers: [paper], reason: '' };
}

function withoutBasis({ basis: _, ...data }: { readonly basis?: string }): object {
  return data;
}

function levelOf(state: unknown): unknown {
  const { kind } = state as { kind?: keyof typeof SERVICE_LEVELS };
  return kind && SERVICE_LEVELS[kind];
}

it('has every append of the institutions decided, and told to those whom the service tells', () => {
  const states = new Map<string, unknown>();
  let count = 0;
  for (const events of appends()) {
    const [{ streamId, participants }] = events;
    const aggregate = aggregates.get(categoryOf(streamId));
    if (!aggregate) throw new Error(streamId);
    const before = states.get(streamId) ?? aggregate.decider.initialState;
    decided(aggregate, before, events);
    const after = events.reduce(
      (state, { type, occurredAt, data }) => aggregate.decider.evolve(state, { type, occurredAt, data }),
      before,
    );
    for (const each of events) expect(each.participants).toBe(participants);
    if (participants.join() !== aggregate.participantsOf(after).join()) {
      expect({ streamId, participants }).toEqual({ streamId, participants: aggregate.participantsOf(after) });
    }
    states.set(streamId, after);
    count += 1;
  }
  expect(count).toBeGreaterThan(4_000);
}, 60_000);

it('foresees a case for every hold and return, and opens it where that lasts', () => {
  const causes = [...ofType(log, 'HoldPlaced'), ...ofType(log, 'PaymentReturned')];
  const foreseen = new Map(ofType(log, 'CaseForeseen').map(({ data }) => [data.causePosition, data]));
  expect(foreseen.size).toBeGreaterThan(250);
  for (const { position } of causes.filter(({ type }) => type === 'HoldPlaced')) {
    if (position < (log.at(-1)?.position ?? 0) - 50) expect(foreseen.has(position)).toBe(true);
  }
  const released = new Map(ofType(log, 'HoldReleased').map((event) => [event.data.holdId, event]));
  const averted = new Set(ofType(log, 'CaseAverted').map(({ streamId }) => streamId));
  let lasting = 0;
  for (const { streamId, data } of ofType(log, 'CaseForeseen')) {
    const end = released.get(data.subject.holdId ?? '');
    if (!end) continue;
    const dueMs = Date.parse(data.dueBy);
    // What ended in time and was told late opened meanwhile.
    if (Date.parse(end.occurredAt) > dueMs)
      expect([streamId, averted.has(streamId)]).toEqual([streamId, false]);
    else if (Date.parse(end.recordedAt) < dueMs) {
      expect([streamId, averted.has(streamId)]).toEqual([streamId, true]);
    }
    lasting += averted.has(streamId) ? 0 : 1;
  }
  expect(lasting).toBeGreaterThan(100);
});

it('has something of everything that the institutions may do', () => {
  const count = (type: DemoEvent['type']): number => ofType(log, type).length;
  const some: readonly DemoEvent['type'][] = [
    'CommitmentRevised',
    'CommitmentWithdrawn',
    'CommitmentLapsed',
    'CommitmentFulfilled',
    'RealisationVerified',
    'RealisationRejected',
    'MeetingRescheduled',
    'MomentumFaded',
    'CaseDirected',
    'ActionExtended',
    'ActionDropped',
    'ActionOverdue',
    'EngagementRescheduled',
    'EngagementCancelled',
    'LeadLapsed',
    'MatchIntroduced',
    'MatchDeclined',
    'MatchLapsed',
    'NeedExpired',
    'NeedFulfilled',
    'NeedWithdrawn',
    'ServiceResumed',
    'ServiceScheduleChanged',
    'MilestoneReplanned',
    'MilestoneCancelled',
    'FirmSuspended',
    'PersonalDataErased',
    'VisaRefused',
  ];
  expect(some.filter((type) => count(type) === 0)).toEqual([]);
  expect(count('CommitmentAnnounced')).toBe(20);
  expect(count('MeetingClosed')).toBe(5);
  expect(count('MeetingScheduled')).toBe(6);
  expect(count('CommitmentLinked')).toBeGreaterThan(100);
  expect(count('ConsignmentCarried')).toBeGreaterThan(50);
  expect(count('VisaGranted')).toBeGreaterThan(300);
  expect(count('CaseReopened')).toBe(2);
  const open = new Set(ofType(log, 'CaseOpened').map(({ streamId }) => streamId));
  for (const { streamId } of ofType(log, 'CaseResolved')) open.delete(streamId);
  expect(open.size).toBeGreaterThanOrEqual(2);
  // The last is suspended as the demo ends.
  expect(count('ServiceSuspended')).toBe(count('ServiceResumed') + 1);
});

it('asks for visas as the service lets firms ask, and some of them hold up their delegation', () => {
  const planned = new Map(ofType(log, 'EngagementPlanned').map(({ data }) => [data.engagementId, data]));
  const registered = new Map(
    ofType(log, 'ParticipationRegistered').map(({ data, position }) => [
      `${data.engagementId} ${data.firm.participantId}`,
      position,
    ]),
  );
  const decided = new Map(
    [...ofType(log, 'VisaGranted'), ...ofType(log, 'VisaRefused')].map(({ data }) => [
      data.visaId,
      data.decidedOn,
    ]),
  );
  const held = new Set<string>();
  let asked = 0;
  for (const { data, occurredAt, position } of ofType(log, 'VisaInvitationRequested')) {
    expect(data.nationality).not.toBe(data.destination);
    expect(data.intendedFrom >= occurredAt.slice(0, 10)).toBe(true);
    const { delegationId } = data;
    expect(delegationId !== undefined).toBe(data.purpose === 'delegation');
    if (delegationId === undefined) continue;
    const { kind, startsOn = '', endsOn = '' } = planned.get(delegationId) ?? {};
    expect(kind).toBe('delegation');
    expect(registered.get(`${delegationId} ${data.firm}`)).toBeLessThan(position);
    expect([occurredAt.slice(0, 10) < startsOn, data.intendedFrom <= endsOn]).toEqual([true, true]);
    expect(data.intendedUntil >= startsOn).toBe(true);
    asked += 1;
    if ((decided.get(data.visaId) ?? '') > startsOn) held.add(delegationId);
  }
  expect(asked).toBeGreaterThan(10);
  expect(held.size).toBeGreaterThan(1);
});

it('seals what anybody writes in a case; in plain stands what the ledger itself says', () => {
  const written = log.filter(({ streamId }) => streamId.startsWith('case-'));
  const own = new Set(['CaseForeseen', 'CaseCauseAdded']);
  const isPlain = (each: unknown): boolean => typeof each === 'string';
  let sealed = 0;
  for (const { type, data, actor } of written) {
    const { text, reason } = data as { readonly text?: unknown; readonly reason?: unknown };
    const said = text ?? reason;
    if (said === undefined) continue;
    expect([type, isPlain(said)]).toEqual([type, own.has(type) || actor === 'process:trade-events']);
    sealed += isPlain(said) ? 0 : 1;
  }
  expect(sealed).toBeGreaterThan(100);
  const ids = JSON.stringify(written).match(/"keyId":"[^"]+"/g) ?? [];
  expect([ids.length, new Set(ids).size]).toEqual([sealed, sealed]);
});

it('tells by each review of an action whether its figure moved', () => {
  const moved = ofType(log, 'ActionFigureReviewed').map(({ data }) => data.moved);
  expect(moved.length).toBeGreaterThan(8);
  expect(moved).toContain(true);
  expect(moved).toContain(false);
});

it('links consignments to the commitments that their contracts serve', () => {
  const claimed = new Map(
    ofType(log, 'ContractClaimed').map(({ data }) => [data.contractNumber, data.commitmentId]),
  );
  const links = ofType(log, 'CommitmentLinked').map(({ data }) => data);
  const byNumber = new Map(
    links.filter(({ basis }) => basis === 'contract-number').map((data) => [data.allocated.id, data]),
  );
  const under = ofType(log, 'ConsignmentDeclared').filter(({ data }) => data.contractNumber !== undefined);
  for (const { data } of under) {
    expect(byNumber.get(data.consignmentId)?.commitmentId).toBe(claimed.get(data.contractNumber ?? ''));
  }
  expect(byNumber.size).toBe(under.length);
  expect(links.length).toBeGreaterThan(byNumber.size);
});

it('gives what is sent under a contract a day to deliver by, which most of it keeps', () => {
  const delivered = new Map(
    ofType(log, 'ConsignmentDelivered').map(({ data, occurredAt }) => [
      data.consignmentId,
      occurredAt.slice(0, 10),
    ]),
  );
  const declared = ofType(log, 'ConsignmentDeclared').filter(({ data }) => data.contractNumber !== undefined);
  const days = ofType(log, 'ConsignmentContracted').flatMap(({ data }) => {
    const on = delivered.get(data.consignmentId);
    return on === undefined || data.deliverBy === undefined ? [] : [on > data.deliverBy];
  });
  expect(ofType(log, 'ConsignmentContracted').map(({ data }) => data.consignmentId)).toEqual(
    declared.map(({ data }) => data.consignmentId),
  );
  const late = days.filter((isLate) => isLate).length / days.length;
  expect(days.length).toBeGreaterThan(100);
  expect(late).toBeGreaterThan(0.01);
  expect(late).toBeLessThan(0.3);
});

it('fulfils promises, and reminds of them, by what reporting makes of the whole log', () => {
  const memory: RealisationMemory = nothingKnown();
  const handled: ReadonlySet<string> = new Set(REALISATION_EVENTS);
  const progress = new CommitmentProgress();
  const rowOf = (id: string) => memory.commitments.get(id);
  let [fulfilled, reminded] = [0, 0];
  for (const event of log) {
    const { type, data } = event;
    if (type === 'CommitmentFulfilled' && data.basis === 'delivered') {
      const { delivered_usd_cents: cents, value_usd_cents: promised } = rowOf(data.commitmentId) ?? {};
      expect(data.deliveredUsd?.amount.replace('.', '')).toBe(cents);
      expect(BigInt(cents ?? 0)).toBeGreaterThanOrEqual(BigInt(promised ?? 0));
      fulfilled += 1;
    }
    if (type === 'MomentumFaded') {
      const { commitmentId } = data;
      expect(data.lastProgressOn).toBe(progress.dayOf(commitmentId) ?? rowOf(commitmentId)?.announced_on);
      reminded += 1;
    }
    if (!handled.has(type)) continue;
    progress.add(foldRealisation([{ ...event, demo: true } as unknown as RealisationEvent], memory).facts);
  }
  expect([fulfilled, reminded > 0]).toEqual([2, true]);
  // None is left that should have been told of.
  const due = [...memory.commitments.values()].filter(
    ({ status, kind, delivered_usd_cents, value_usd_cents }) =>
      kind !== 'investment-pledge' &&
      status !== 'withdrawn' &&
      BigInt(delivered_usd_cents) >= BigInt(value_usd_cents) !== (status === 'fulfilled'),
  );
  expect(due).toEqual([]);
});
