import { Rejection } from '@corridor/kernel';
import fc from 'fast-check';
import {
  type EngagementCommand,
  type EngagementState,
  engagement,
  type KnownEngagement,
  legalForEngagement,
  takingPart,
} from '../../index.js';

const SEED = 20_261_126;
const engagementId = 'e';
const terms = {
  kind: 'exhibition',
  name: 'A fair',
  city: 'KZALA',
  country: 'KZ',
  organiser: 'demo-council',
  startsOn: '2026-03-02',
  endsOn: '2026-03-04',
  sectors: [],
} as const;
const name = fc.constantFrom('mills', 'stores', 'carpets');
const people = fc.integer({ min: 1, max: 3 });
const day = fc.integer({ min: 1, max: 8 });
const on = (n: number) => `2026-03-0${n}`;

const asked = fc.oneof(
  fc.constant({ type: 'PlanEngagement', data: terms }),
  fc.tuple(day, day).map(([startsOn, endsOn]) => ({
    type: 'RescheduleEngagement',
    data: { startsOn: on(startsOn), endsOn: on(endsOn), reason: 'x' },
  })),
  fc.constantFrom('budget', 'visas').map((reason) => ({ type: 'CancelEngagement', data: { reason } })),
  fc.constant({ type: 'HoldEngagement', data: {} }),
  fc.tuple(name, people).map(([participantId, count]) => ({
    type: 'RegisterParticipation',
    data: { firm: { participantId, name: participantId, country: 'PK' }, people: count },
  })),
  name.map((firm) => ({ type: 'WithdrawParticipation', data: { firm } })),
  fc
    .tuple(name, people)
    .map(([firm, count]) => ({ type: 'RecordAttendance', data: { firm, people: count } })),
  fc.tuple(fc.constantFrom('1', '2', '3'), name, name).map(([meetingId, one, other]) => ({
    type: 'RecordMeeting',
    data: { meetingId, firms: [one, other] },
  })),
);
const command = fc
  .tuple(asked, day)
  .map(
    ([{ type, data }, n]) =>
      ({ type, occurredAt: `${on(n)}T10:00:00+05:00`, data: { engagementId, ...data } }) as EngagementCommand,
  );
const isKnown = (state: EngagementState): state is KnownEngagement => state.status !== 'unknown';

/** What a command leads to, and the code where it is refused. */
function tried(asking: EngagementCommand, state: EngagementState) {
  try {
    return { after: engagement.decide(asking, state).reduce(engagement.evolve, state) };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { after: state, code: error.code };
  }
}

it('whatever is told of it: legalNow is exact, what was taken is nothing new at once, and firms and meetings agree', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(command, { minLength: 10, maxLength: 40 }), (commands) => {
      let state: EngagementState = engagement
        .decide(
          {
            type: 'PlanEngagement',
            occurredAt: '2026-03-01T10:00:00+05:00',
            data: { engagementId, ...terms },
          },
          engagement.initialState,
        )
        .reduce(engagement.evolve, engagement.initialState);
      for (const asking of commands) {
        const { after, code } = tried(asking, state);
        // A step is illegal where the status does not allow it, unless it says what is so.
        if (code === 'illegal-step') expect(legalForEngagement(state)).not.toContain(asking.type);
        else if (after !== state) expect(legalForEngagement(state)).toContain(asking.type);
        if (code === undefined) expect(engagement.decide(asking, after)).toEqual([]);
        if (isKnown(state) && state.status !== 'planned') expect(after.status).toBe(state.status);
        state = after;
        if (!isKnown(state)) continue;
        const known = state;
        const ids = known.firms.map(({ firm }) => firm.participantId);
        expect(ids).toEqual([...new Set(ids)]);
        expect(known.terms.startsOn <= known.terms.endsOn).toBe(true);
        // No more are there than registered.
        for (const { people: registered, attended = 0 } of known.firms) {
          expect(attended).toBeLessThanOrEqual(registered);
        }
        // Nobody is there, or meets, who does not take part; and nothing of it before it is held.
        for (const { firms } of known.meetings) {
          expect(firms[0]).not.toBe(firms[1]);
          for (const firm of firms) expect(takingPart(known, firm)).toBeDefined();
        }
        const isTold =
          known.meetings.length > 0 || known.firms.some(({ attended }) => attended !== undefined);
        if (isTold) expect(known.status).toBe('held');
        seen.add(code ?? `${known.status}${isTold ? ' and told of' : ''}`);
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  for (const way of ['planned', 'cancelled', 'held and told of', 'illegal-step', 'engagement-not-begun']) {
    expect(seen).toContain(way);
  }
});
