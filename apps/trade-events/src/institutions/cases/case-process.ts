import type { CaseCommand } from '@corridor/domain';
import { levelInForce } from '@corridor/domain';
import { type AppendRequest, ConcurrencyConflict, type EventStore } from '@corridor/event-store';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import type { TradeAggregates } from '../../aggregates.js';
import { PROCESS_ACTOR } from '../../process/marks.js';
import type { Clock } from '../../tokens.js';
import { type CaseCause, CaseCauses } from './case-cause.js';
import { caseIdOf } from './case-id.js';
import { caseOfReturn } from './case-of-return.js';

/** The types of events that begin or end what a case is foreseen for. */
export const CASE_CAUSE_EVENTS = [
  'HoldPlaced',
  'HoldReleased',
  'PaymentReturned',
  'ObligationSettled',
  'InvoiceWithdrawn',
] as const;

type CaseAggregates = Pick<TradeAggregates, 'cases' | 'serviceLevels' | 'consignments'>;

/**
 * Foresees a case for each hold and each returned payment, and tells it when that has ended. Each event only says where to look: what is told
 * follows from the cause's own stream, so that events that come twice, late or in another order lead to the same.
 */
export function foreseenCases(
  store: EventStore,
  aggregates: CaseAggregates,
  now: Clock,
): Reactions<(typeof CASE_CAUSE_EVENTS)[number]> {
  const causes = new CaseCauses(store, aggregates);
  const tell = async (cause: CaseCause | undefined, client: pg.ClientBase): Promise<void> => {
    if (cause) await bringUp(store, aggregates, cause, now, client);
  };
  const ofHold = async (
    { data }: { readonly data: { readonly declarationId: string; readonly holdId: string } },
    client: pg.ClientBase,
  ): Promise<void> => tell(await causes.ofHold(data.declarationId, data.holdId, client), client);
  const ofObligation = async (
    { data }: { readonly data: { readonly obligationId: string } },
    client: pg.ClientBase,
  ): Promise<void> => {
    for (const cause of await causes.ofObligation(data.obligationId, client)) await tell(cause, client);
  };
  return {
    HoldPlaced: ofHold,
    HoldReleased: ofHold,
    PaymentReturned: ofObligation,
    ObligationSettled: ofObligation,
    InvoiceWithdrawn: ofObligation,
  };
}

/** Tells the case of its cause what it has not been told yet, each by the event that it follows from. */
async function bringUp(
  store: EventStore,
  aggregates: CaseAggregates,
  cause: CaseCause,
  now: Clock,
  client: pg.ClientBase,
): Promise<void> {
  const { kind, subject, firms, text, began, again, ended } = cause;
  const caseId = caseIdOf(kind, subject, '');
  const say = async (command: CaseCommand, { position, correlationId, demo }: CaseCause['began']) => {
    const { caseId: id } = command.data;
    const loaded = await aggregates.cases.load(id, client);
    const { append } = aggregates.cases.decide(id, command, loaded);
    if (!append) return;
    const request: AppendRequest = {
      streams: [append],
      actor: PROCESS_ACTOR,
      correlationId,
      causationId: position,
      demo,
    };
    await store.appendIn(client, request);
  };
  const levels = await store.readStream(aggregates.serviceLevels.streamOf(kind), { client });
  const foresee = async (id: string, of: Pick<CaseCause, 'text' | 'began'>) => {
    const { position: causePosition, occurredAt } = of.began;
    // What was promised as the cause began, whenever this runs.
    const promised = levels.filter(({ position }) => position < causePosition);
    const serviceLevel = levelInForce(kind, aggregates.serviceLevels.stateOf(promised));
    const data = { caseId: id, kind, subject, firms, text: of.text, serviceLevel, causePosition };
    await say({ type: 'ForeseeCase', occurredAt, toldAt: toldAtOf(of.began, now), data }, of.began);
  };
  await foresee(caseId, { text, began });
  for (const each of again) {
    const { position: causePosition, occurredAt } = each.began;
    const its = await caseOfReturn(store, aggregates.cases, cause, causePosition, client);
    if (its.isNew) {
      await foresee(its.caseId, each);
      await checkStill(store, its.before, client);
      continue;
    }
    const data = { caseId: its.caseId, subject: each.subject, text: each.text, causePosition };
    await say({ type: 'AddCause', occurredAt, data }, each.began);
  }
  if (!ended) return;
  await say(endOf(caseId, ended, now), ended);
  // Those that were brought again, or came again, behind the first, end with it.
  for (let nth = 2; ; nth += 1) {
    const later = caseIdOf(kind, subject, '', nth);
    const { state } = await aggregates.cases.load(later, client);
    if (state.status === 'unknown') return;
    await say(endOf(later, ended, now), ended);
  }
}

/**
 * Behind the append, which holds the ledger's lock: nobody has opened one of the others again meanwhile.
 * @throws ConcurrencyConflict for it all to be told anew.
 */
async function checkStill(
  store: EventStore,
  before: ReadonlyMap<string, number>,
  client: pg.ClientBase,
): Promise<void> {
  const now = await store.versionsOf([...before.keys()], client);
  for (const [streamId, version] of before) {
    const actual = now.get(streamId) ?? 0;
    if (actual !== version) throw new ConcurrencyConflict(streamId, version, actual);
  }
}

/** What a case is told once its cause has ended. */
export function endOf(caseId: string, ended: NonNullable<CaseCause['ended']>, now: Clock): CaseCommand {
  const { occurredAt, position: causePosition, outcome, text } = ended;
  const data = { caseId, causePosition, outcome, text };
  return { type: 'EndCause', occurredAt, toldAt: toldAtOf(ended, now), data };
}

/** When the ledger was told of an event, whenever this runs; a log that was recorded by another clock than this one is no later than it. */
function toldAtOf({ recordedAt }: Pick<CaseCause['began'], 'recordedAt'>, now: Clock): string {
  return new Date(Math.min(Date.parse(recordedAt), now())).toISOString();
}
