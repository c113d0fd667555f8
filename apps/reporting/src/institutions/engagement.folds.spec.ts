import { uuid } from '../teller.spec-kit.js';
import { EXPORTER, IMPORTER } from '../trade-story.spec-kit.js';
import { type EngagementEventOfLog, foldEngagements } from './engagements.fold.js';
import { foldLeads, type LeadEventOfLog } from './leads.fold.js';
import { foldMatches, type MatchEventOfLog } from './matches.fold.js';
import { foldNeeds, type NeedEventOfLog } from './needs.fold.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });
/** Late in the evening of a day in March, by the clock of its place. */
const event = <Told>(position: number, type: string, data: object): Told =>
  ({
    position,
    type,
    occurredAt: `2026-03-${String(position).padStart(2, '0')}T23:30:00+05:00`,
    demo: false,
    data,
  }) as Told;

it('an engagement counts who takes part once, and every meeting; its facts tell each on its day', () => {
  const of = { engagementId: uuid(1) };
  const told = (position: number, type: string, data: object = {}) =>
    event<EngagementEventOfLog>(position, type, { ...of, ...data });
  const terms = {
    kind: 'forum',
    name: 'A forum',
    city: 'KZALA',
    country: 'KZ',
    organiser: 'council',
    sectors: [],
  };
  const events = [
    told(1, 'EngagementPlanned', { ...terms, startsOn: '2026-03-06', endsOn: '2026-03-07' }),
    told(2, 'EngagementRescheduled', {
      startsOn: '2026-03-08',
      endsOn: '2026-03-09',
      replaced: {},
      reason: 'x',
    }),
    told(3, 'ParticipationRegistered', { firm: EXPORTER, people: 2 }),
    told(4, 'ParticipationRegistered', { firm: IMPORTER, people: 1 }),
    told(5, 'ParticipationRegistered', { firm: EXPORTER, people: 3 }),
    told(6, 'ParticipationWithdrawn', { firm: IMPORTER.participantId }),
    told(8, 'EngagementHeld'),
    told(9, 'FirmAttended', { firm: EXPORTER.participantId, people: 2 }),
    told(10, 'FirmsMet', { meetingId: uuid(2), firms: ['a', 'b'] }),
  ];
  const { rows, facts } = foldEngagements(events, new Map());
  expect([...rows.values()]).toEqual([
    {
      engagement_id: uuid(1),
      position: 1,
      ...terms,
      starts_on: '2026-03-08',
      ends_on: '2026-03-09',
      status: 'held',
      firms: [EXPORTER.participantId],
      meetings: 1,
      demo: false,
    },
  ]);
  const none = { starts_on: null, ends_on: null, firm: null, other_firm: null, people: null, reason: null };
  const fact = (position: number, kind: string, more: object = {}) => ({
    ...none,
    engagement_id: uuid(1),
    position,
    kind,
    on_day: `2026-03-${String(position).padStart(2, '0')}`,
    ...more,
  });
  expect(facts).toEqual([
    fact(1, 'planned', { starts_on: '2026-03-06', ends_on: '2026-03-07' }),
    fact(2, 'rescheduled', { starts_on: '2026-03-08', ends_on: '2026-03-09' }),
    fact(3, 'registered', { firm: EXPORTER.participantId, people: 2 }),
    fact(4, 'registered', { firm: IMPORTER.participantId, people: 1 }),
    fact(5, 'registered', { firm: EXPORTER.participantId, people: 3 }),
    fact(6, 'registration-withdrawn', { firm: IMPORTER.participantId }),
    fact(8, 'held'),
    fact(9, 'attended', { firm: EXPORTER.participantId, people: 2 }),
    fact(10, 'met', { firm: 'a', other_firm: 'b' }),
  ]);
  // Batch by batch it is the same.
  const first = foldEngagements(events.slice(0, 5), new Map()).rows;
  expect(foldEngagements(events.slice(5), first).rows).toEqual(rows);
});

it('a lead tells what it came of, and expects what was told last', () => {
  const told = (position: number, type: string, data: object) =>
    event<LeadEventOfLog>(position, type, { leadId: uuid(3), ...data });
  const recorded = {
    origin: { matchId: uuid(9) },
    seller: IMPORTER,
    buyer: EXPORTER,
    sector: 'textiles',
    hs: ['6302'],
    expectedValue: usd('1000.00'),
  };
  const { rows, facts } = foldLeads(
    [
      told(1, 'LeadRecorded', recorded),
      told(2, 'LeadFollowedUp', { note: 'x', expectedValue: usd('800.50') }),
      told(3, 'LeadFollowedUp', { note: 'y' }),
      told(4, 'LeadLapsed', { reason: 'price' }),
    ],
    new Map(),
  );
  expect([...rows.values()]).toEqual([
    {
      lead_id: uuid(3),
      position: 1,
      engagement_id: null,
      match_id: uuid(9),
      seller: IMPORTER,
      buyer: EXPORTER,
      participants: [EXPORTER.participantId, IMPORTER.participantId],
      sector: 'textiles',
      hs: ['6302'],
      currency: 'USD',
      expected_minor: '80050',
      recorded_on: '2026-03-01',
      status: 'lapsed',
      lapse_reason: 'price',
      commitment_ids: [],
      follow_ups: 2,
      demo: false,
    },
  ]);
  expect(facts.map(({ kind, reason, expected_minor }) => [kind, reason, expected_minor])).toEqual([
    ['recorded', null, '100000'],
    ['followed', null, '80050'],
    ['followed', null, null],
    ['lapsed', 'price', null],
  ]);
  // A commitment that names it is what came of it, until that is withdrawn.
  const commitmentId = uuid(4);
  const named = foldLeads([told(5, 'LeadCommitted', { commitmentId })], rows);
  expect([...named.rows.values()]).toMatchObject([{ status: 'committed', commitment_ids: [commitmentId] }]);
  const back = foldLeads([told(6, 'LeadCommitmentWithdrawn', { commitmentId })], named.rows);
  expect([...back.rows.values()]).toMatchObject([{ status: 'lapsed', commitment_ids: [] }]);
  expect([...named.facts, ...back.facts].map(({ kind, commitment_id }) => [kind, commitment_id])).toEqual([
    ['committed', commitmentId],
    ['withdrawn', commitmentId],
  ]);
});

it('a need is as amended last; each change of its quantity is a fact', () => {
  const told = (position: number, type: string, data: object) =>
    event<NeedEventOfLog>(position, type, { needId: uuid(4), ...data });
  const terms = {
    description: 'Towels',
    quantity: '20.5',
    unit: 'TNE',
    per: 'monthly',
    validUntil: '2026-06-30',
  };
  const { rows, facts } = foldNeeds(
    [
      told(1, 'NeedPosted', {
        side: 'offer',
        firm: EXPORTER,
        hs: '630260',
        country: 'PK',
        ...terms,
        unitPrice: usd('0.07'),
      }),
      told(2, 'NeedAmended', { ...terms, quantity: '10', place: 'PKLYP' }),
      told(3, 'NeedWithdrawn', { reason: 'other' }),
    ],
    new Map(),
  );
  const fulfilled = { matchId: uuid(7) };
  expect(
    foldNeeds([told(4, 'NeedFulfilled', fulfilled), told(5, 'NeedFulfilled', {})], rows).facts,
  ).toMatchObject([
    { kind: 'fulfilled', match_id: uuid(7) },
    { kind: 'fulfilled', match_id: null },
  ]);
  expect(rows.get(uuid(4))).toEqual({
    need_id: uuid(4),
    position: 1,
    side: 'offer',
    firm: EXPORTER,
    participant: EXPORTER.participantId,
    hs: '630260',
    chapter: '63',
    country: 'PK',
    description: 'Towels',
    quantity: '10',
    unit: 'TNE',
    per: 'monthly',
    place: 'PKLYP',
    incoterm: null,
    price_currency: null,
    price_minor: null,
    valid_until: '2026-06-30',
    status: 'withdrawn',
    posted_on: '2026-03-01',
    terms_position: 2,
    ended_position: 3,
    demo: false,
  });
  expect(facts.map(({ kind, on_day, quantity, reason }) => [kind, on_day, quantity, reason])).toEqual([
    ['posted', '2026-03-01', '20.5', null],
    ['amended', '2026-03-02', '10', null],
    ['withdrawn', '2026-03-03', null, 'other'],
  ]);
});

it('a match keeps its first position; what is proposed anew asks both sides anew', () => {
  const told = (position: number, type: string, data: object) =>
    event<MatchEventOfLog>(position, type, { matchId: uuid(5), ...data });
  const side = (needId: string, firm: string) => ({ needId, firm, hs: '630260' });
  const proposal = {
    offer: side(uuid(6), 'b'),
    seek: side(uuid(7), 'a'),
    strength: 'weak',
    score: { total: 50 },
  };
  const { rows, facts } = foldMatches(
    [
      told(1, 'MatchProposed', proposal),
      told(2, 'MatchInterestShown', { side: 'offer' }),
      told(3, 'MatchLapsed', { reason: 'fits-no-more' }),
      told(4, 'MatchProposed', proposal),
      told(5, 'MatchInterestShown', { side: 'seek' }),
      told(6, 'MatchInterestShown', { side: 'offer' }),
      told(7, 'MatchIntroduced', { leadId: uuid(8) }),
    ],
    new Map(),
  );
  expect(rows.get(uuid(5))).toMatchObject({
    position: 1,
    offer_id: uuid(6),
    seek_id: uuid(7),
    participants: ['a', 'b'],
    chapter: '63',
    status: 'introduced',
    interested: ['seek', 'offer'],
    lead_id: uuid(8),
  });
  expect(facts.map(({ position, kind, side: of, reason }) => [position, kind, of, reason])).toEqual([
    [1, 'proposed', null, null],
    [2, 'interested', 'offer', null],
    [3, 'lapsed', null, 'fits-no-more'],
    [4, 'proposed', null, null],
    [5, 'interested', 'seek', null],
    [6, 'interested', 'offer', null],
    [7, 'introduced', null, null],
  ]);
});

it('what begins otherwise was not decided here', () => {
  const late = event<EngagementEventOfLog>(1, 'EngagementHeld', { engagementId: uuid(1) });
  expect(() => foldEngagements([late], new Map())).toThrow('was not planned');
});
