import { type Decider, fold, Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type LeadCommand,
  lead,
  legalForLead,
  legalForMatch,
  legalForNeed,
  type MatchCommand,
  match,
  type NeedCommand,
  need,
} from '../index.js';

const SEED = 20_261_126;
const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-04-0${n}`);
const usd = (amount: string) => ({ amount, currency: 'USD' });
const firm = (participantId: string, country: string) => ({ participantId, name: 'x', country });

/** Commands on random days, and what may be said of the states that they lead to. */
interface Life<Command, Event, State> {
  readonly decider: Decider<Command, Event, State>;
  readonly asked: fc.Arbitrary<object>;
  readonly legalFor: (state: State) => readonly string[];
  /** Statuses that nothing leads out of. */
  readonly ends: readonly string[];
  readonly expectOf: (state: State, history: readonly Event[]) => void;
}

function holds<Command extends { readonly type: string }, Event, State extends { readonly status: string }>({
  decider,
  asked,
  legalFor,
  ends,
  expectOf,
}: Life<Command, Event, State>): ReadonlySet<string> {
  const seen = new Set<string>();
  const command = fc
    .tuple(asked, day)
    .map(([one, on]) => ({ occurredAt: `${on}T10:00:00+05:00`, ...one }) as unknown as Command);
  fc.assert(
    fc.property(fc.array(command, { minLength: 5, maxLength: 30 }), (commands) => {
      const history: Event[] = [];
      for (const each of commands) {
        const before = fold(decider, history);
        let code: string | undefined;
        let events: readonly Event[] = [];
        try {
          events = decider.decide(each, before);
        } catch (error) {
          if (!(error instanceof Rejection)) throw error;
          code = error.code;
        }
        // A step is illegal where the status does not allow it, unless it says what is so.
        if (code === 'illegal-step') expect(legalFor(before)).not.toContain(each.type);
        if (events.length > 0) expect(legalFor(before)).toContain(each.type);
        if (ends.includes(before.status)) expect(events).toEqual([]);
        history.push(...events);
        const after = fold(decider, history);
        if (code === undefined) expect(decider.decide(each, after)).toEqual([]);
        expectOf(after, history);
        seen.add(after.status);
        if (code !== undefined) seen.add(code);
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
  return seen;
}

it('a need stands until one end, and never behind its last day', () => {
  const terms = fc.record({
    description: fc.constantFrom('x', 'y'),
    quantity: fc.constantFrom('1', '2'),
    unit: fc.constant('TNE'),
    per: fc.constant('once'),
    validUntil: day,
  });
  const subject = { side: 'seek', firm: firm('a', 'KZ'), hs: '6302', country: 'KZ' };
  const asked = fc.oneof(
    terms.map((told) => ({ type: 'PostNeed', data: { needId: 'n', ...subject, ...told } })),
    terms.map((told) => ({ type: 'AmendNeed', data: { needId: 'n', ...told } })),
    fc
      .constantFrom('other', 'no-longer-needed')
      .map((reason) => ({ type: 'WithdrawNeed', data: { needId: 'n', reason } })),
    fc.constant({ type: 'ExpireNeed', data: { needId: 'n' } }),
    fc
      .constantFrom({}, { matchId: 'm' })
      .map((more) => ({ type: 'FulfilNeed', data: { needId: 'n', ...more } })),
  );
  const seen = holds<NeedCommand, Parameters<typeof need.evolve>[1], Parameters<typeof need.evolve>[0]>({
    decider: need,
    asked,
    legalFor: legalForNeed,
    ends: ['withdrawn', 'expired', 'fulfilled'],
    expectOf: (state, history) => {
      if (state.status === 'unknown') return;
      const last = history.at(-1);
      if (state.status === 'expired' && last)
        expect(last.occurredAt.slice(0, 10) > state.terms.validUntil).toBe(true);
      expect(state.withdrawn !== undefined).toBe(state.status === 'withdrawn');
      expect(state.fulfilled !== undefined).toBe(state.status === 'fulfilled');
    },
  });
  for (const way of ['open', 'withdrawn', 'expired', 'fulfilled', 'need-still-valid', 'validity-over']) {
    expect(seen).toContain(way);
  }
});

it('a match is introduced where both sides are interested, and only there', () => {
  const side = (needId: string, of: string, country: string) => ({
    needId,
    firm: of,
    country,
    hs: '6302',
    quantity: '1',
    unit: 'TNE',
    per: 'once',
  });
  const sides = fc.constantFrom('offer', 'seek');
  const of = { matchId: 'm' };
  const asked = fc.oneof(
    fc.constantFrom(50, 60).map((total) => ({
      type: 'ProposeMatch',
      data: {
        ...of,
        offer: side('o', 'a', 'PK'),
        seek: side('s', 'b', 'KZ'),
        strength: 'strong',
        score: { total, goods: 40, quantity: 0, validity: 0, price: total - 40 },
      },
    })),
    sides.map((one) => ({ type: 'ShowInterest', data: { ...of, side: one, leadId: 'l' } })),
    sides.map((one) => ({ type: 'DeclineMatch', data: { ...of, side: one, reason: 'price' } })),
    fc
      .constantFrom('need-expired', 'fits-no-more')
      .map((reason) => ({ type: 'LapseMatch', data: { ...of, reason } })),
  );
  const seen = holds<MatchCommand, Parameters<typeof match.evolve>[1], Parameters<typeof match.evolve>[0]>({
    decider: match,
    asked,
    legalFor: legalForMatch,
    ends: ['introduced', 'declined'],
    expectOf: (state) => {
      if (state.status === 'unknown') return;
      expect(state.interested.length === 2).toBe(state.status === 'introduced');
      expect(state.leadId !== undefined).toBe(state.status === 'introduced');
      expect(state.lapsed !== undefined).toBe(state.status === 'lapsed');
      expect(state.declined !== undefined).toBe(state.status === 'declined');
    },
  });
  for (const way of ['proposed', 'introduced', 'declined', 'lapsed', 'illegal-step'])
    expect(seen).toContain(way);
});

it('a lead expects what was told last, and is committed while a commitment that names it stands, whatever the order', () => {
  const value = fc.constantFrom({}, { expectedValue: usd('1.00') }, { expectedValue: usd('2.00') });
  const asked = fc.oneof(
    value.map((more) => ({
      type: 'RecordLead',
      data: {
        leadId: 'l',
        origin: { matchId: 'm' },
        seller: firm('a', 'PK'),
        buyer: firm('b', 'KZ'),
        sector: 'textiles',
        hs: [],
        ...more,
      },
    })),
    fc
      .tuple(fc.constantFrom('x', 'y'), value)
      .map(([note, more]) => ({ type: 'FollowUpLead', data: { leadId: 'l', note, ...more } })),
    fc.constantFrom('price', 'other').map((reason) => ({ type: 'LapseLead', data: { leadId: 'l', reason } })),
    fc
      .tuple(fc.constantFrom('CommitLead', 'WithdrawLeadCommitment'), fc.constantFrom('c1', 'c2'))
      .map(([type, commitmentId]) => ({ type, data: { leadId: 'l', commitmentId } })),
  );
  const seen = holds<LeadCommand, Parameters<typeof lead.evolve>[1], Parameters<typeof lead.evolve>[0]>({
    decider: lead,
    asked,
    legalFor: legalForLead,
    ends: [],
    expectOf: (state, history) => {
      if (state.status === 'unknown') return;
      const told = history.flatMap(({ data }) => ('expectedValue' in data ? [data.expectedValue] : []));
      expect(state.expectedValue).toEqual(told.at(-1));
      const named = (type: string) =>
        history.flatMap((each) =>
          each.type === type && 'commitmentId' in each.data ? each.data.commitmentId : [],
        );
      const [committed, withdrawn] = [named('LeadCommitted'), named('LeadCommitmentWithdrawn')];
      // Each once, and none is taken back that was not told.
      for (const told of [committed, withdrawn]) expect(new Set(told).size).toBe(told.length);
      expect(committed).toEqual(expect.arrayContaining([...withdrawn]));
      const stands = committed.length > withdrawn.length;
      const hasLapsed = history.some(({ type }) => type === 'LeadLapsed');
      expect(state.status).toBe(stands ? 'committed' : hasLapsed ? 'lapsed' : 'open');
    },
  });
  for (const way of ['open', 'committed', 'lapsed', 'illegal-step', 'lead-committed'])
    expect(seen).toContain(way);
});
