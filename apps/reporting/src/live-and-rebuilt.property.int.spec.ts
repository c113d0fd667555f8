import type { CaseCommand, TransitCommand, VisaCommand } from '@corridor/domain';
import { differences, generationsAtWork, Projector, rebuild } from '@corridor/projections';
import fc from 'fast-check';
import { commissionSteps } from './institutions/commission-story.spec-kit.js';
import { engagementSteps, needSteps } from './institutions/engagement-story.spec-kit.js';
import { PROJECTIONS } from './projections.js';
import { startReportedLedger } from './reported-ledger.spec-kit.js';
import { line, record, Story, uuid } from './story.spec-kit.js';

const plan = fc.record({
  amended: fc.boolean(),
  held: fc.boolean(),
  cancelled: fc.boolean(),
  corrected: fc.constantFrom('export', 'import', 'both', 'no'),
  origin: fc.constantFrom('PK', 'KZ', 'CN'),
  destination: fc.constantFrom('PK', 'KZ'),
  parts: fc.constantFrom(1, 2),
  late: fc.boolean(),
  withdrawn: fc.constantFrom('no', 'last', 'first'),
  chargedAgain: fc.boolean(),
  returned: fc.boolean(),
  beside: fc.constantFrom('no', 'refused', 'cleared'),
  transit: fc.constantFrom('no', 'cancelled', 'lost', 'discharged'),
});
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

const day = (n: number, hour = 10): string =>
  `2026-03-${String(n).padStart(2, '0')}T${hour}:00:00.123456789+05:00`;

/** The life of a transit beside it, with the id `id`. */
function transitOf(told: Story, id: number, { transit, late }: Plan): (() => void)[] {
  if (transit === 'no') return [];
  const of = { transitId: uuid(id) };
  const step = (type: string, at: string, data: object) => () =>
    told.transitStep(id, { type, occurredAt: at, data: { ...of, ...data } } as TransitCommand);
  const begin = () => told.carry(id, day(1), day(10), ['100.000001', '250']);
  if (transit === 'cancelled') return [begin, step('CancelTransit', day(2), { reason: 'x' })];
  const under = [
    begin,
    step('RecordPassage', day(late ? 11 : 3), { location: 'PKTOR', movement: 'left' }),
    step('RecordPassage', day(5), { location: 'PKCMN', movement: 'entered' }),
    step('MarkOverdue', day(11), {}),
  ];
  if (transit === 'lost') {
    const call = { amount: { amount: '150.00', currency: 'PKR' }, reason: 'x' };
    return [...under, step('CallGuaranteeOfTransit', day(12), call), step('DischargeTransit', day(13), {})];
  }
  return [
    ...under,
    step('ExtendTransit', day(12), { dueBy: day(20), reason: 'x' }),
    step('RecordIrregularity', day(12), { code: 'other', note: 'x' }),
    step('TerminateTransit', day(late ? 21 : 19), { office: 'KZALA', reservation: 'x' }),
    step('DischargeTransit', day(22), {}),
  ];
}

/** A second declaration for export beside the first, which is refused or cleared, and lets go of its goods again. */
function declaredBeside(told: Story, id: number, { beside }: Plan): (() => void)[] {
  if (beside === 'no') return [];
  const goods = [line(2, '300490', '250.50')];
  const covered = goods.map(({ lineNumber, quantity, netMassKg }) => ({ lineNumber, quantity, netMassKg }));
  const declarationId = uuid(id + 7);
  const attach = { declarationId, flow: 'export', lines: covered } as const;
  return [
    () => told.step(id, day(4), { type: 'AttachDeclaration', data: attach }),
    () => told.lodge(id + 7, id, 'export', goods, day(4)),
    ...(beside === 'cleared' ? [() => told.clear(id + 7, '2026-03-04', day(4, 11))] : []),
    () => told.step(id, day(5), { type: 'DetachDeclaration', data: { declarationId } }),
    ...(beside === 'cleared' ? [() => told.invalidate(id + 7, day(5, 11))] : []),
  ];
}

/** The life of a consignment step by step, with ids from `id` to `id + 9`. */
function stepsOf(told: Story, id: number, plan: Plan): (() => void)[] {
  const goods = [line(1, '520100', '1000.00', plan.origin), line(2, '300490', '250.50')];
  const fewer = [line(1, '520100', '1100.00', plan.origin)];
  const when = (condition: boolean, ...steps: (() => void)[]): (() => void)[] => (condition ? steps : []);
  const corrected = (flow: string): boolean => plan.corrected === flow || plan.corrected === 'both';
  const begin = [
    ...when(plan.held, () => told.contract(id, plan.late ? '2026-03-09' : '2026-03-10', day(1))),
    () => told.declare(id, goods, day(1)),
    ...when(plan.amended, () => told.amend(id, fewer, day(1, 11))),
    () => told.lodge(id + 1, id, 'export', goods, day(2), { countryOfDestination: plan.destination }),
    ...when(
      plan.held,
      () => told.hold(id + 1, id, 'h', day(2, 11)),
      () => told.hold(id + 1, id, 'beside', day(2, 12)),
      () => told.release(id + 1, id, 'h', day(3)),
      () => told.release(id + 1, id, 'beside', day(3)),
    ),
    () => told.clear(id + 1, '2026-03-02', day(3, 11)),
  ];
  const correctExport = when(corrected('export'), () => told.correct(id + 1, fewer, day(20)));
  if (plan.cancelled) return [...begin, () => told.cancel(id, day(4)), ...correctExport];
  return [
    ...begin,
    ...when(!plan.amended, ...declaredBeside(told, id, plan)),
    () => told.dispatch(id, day(4)),
    () => told.checkpoint(id, day(6), 'UZTMZ'),
    ...when(plan.late, () => told.checkpoint(id, day(5), 'AFKBL')),
    ...when(plan.withdrawn !== 'no', () => {
      const [location, seenAt] =
        plan.withdrawn === 'first' && plan.late ? ['AFKBL', day(5)] : ['UZTMZ', day(6)];
      const data = { location, movement: 'arrived', seenAt, reason: 'another truck' } as const;
      told.step(id, day(7), { type: 'WithdrawCheckpoint', data });
    }),
    ...correctExport,
    () => told.charge(id + 3, id, '1250.50', day(4, 12)),
    () => told.lodge(id + 2, id, 'import', goods, day(8)),
    () => told.owe(id + 3, id, '1250.50', day(4, 13)),
    ...when(
      plan.held,
      () => told.hold(id + 2, id, 'h', day(8, 11)),
      () => told.release(id + 2, id, 'h', day(9)),
    ),
    ...when(plan.amended, () => told.inspect(id + 2, plan.late ? 'discrepancy' : 'conforming', day(9))),
    () => told.clear(id + 2, '2026-03-08', day(9, 11)),
    () => told.pay(id + 4, id + 3, id, plan.parts === 1 ? '1250.50' : '250.50', day(12)),
    () => told.deliver(id, day(10)),
    ...when(plan.parts === 2, () => told.pay(id + 5, id + 3, id, '1000.00', day(15))),
    () => told.settle(id + 3, id, '2026-03-15', day(15, 11)),
    ...when(
      plan.returned,
      () => told.giveBack(id + 4, id + 3, '100.25', day(17)),
      () => told.reopen(id + 3, id, '100.25', '1150.25', day(17, 11)),
    ),
    ...when(corrected('import'), () => told.correct(id + 2, fewer, day(21))),
    ...when(plan.chargedAgain, () => told.charge(id + 6, id, '20.00', day(25))),
  ];
}

/** A route that is planned, opened, priced and closed, with an id of its own. */
function routeSteps(told: Story, id: number, plan: Plan): (() => void)[] {
  const routeId = `route-${id}`;
  const leg = { from: 'PKKHI', to: 'KZALA', mode: 'road', borderPoints: ['PKTOR'] } as const;
  const driven = { ...leg, distance: { km: '3800.5', source: 'convoy' } };
  const carried = {
    ...driven,
    cost: { perTonne: { amount: '150.50', currency: 'USD' }, source: 'quotation' },
  };
  const legs = [plan.parts === 1 ? leg : carried];
  const price = { amount: '90071992547409.93', currency: 'USD' };
  const tariff = { basis: 'tonne', price, validFrom: '2026-03-05', source: 'quotation' } as const;
  const about = (occurredAt: string) => ({ occurredAt });
  return [
    () => told.road({ type: 'DefineRoute', ...about(day(1)), data: { routeId, name: 'A route', legs } }),
    () => told.road({ type: 'OpenRoute', ...about(day(2)), data: { routeId, source: 'agreement' } }),
    () => told.road({ type: 'SetTariff', ...about(day(3)), data: { routeId, ...tariff } }),
    ...(plan.held
      ? [
          () => told.road({ type: 'SuspendRoute', ...about(day(4)), data: { routeId, reason: 'flood' } }),
          () => told.road({ type: 'ReopenRoute', ...about(day(5)), data: { routeId, reason: 'mended' } }),
        ]
      : []),
    () =>
      told.road({
        type: 'RevisePlan',
        ...about(day(6)),
        data: { routeId, wrong: 'no distance', reason: 'driven', legs: [driven] },
      }),
    ...(plan.cancelled
      ? [() => told.road({ type: 'SuspendRoute', ...about(day(7)), data: { routeId, reason: 'strike' } })]
      : []),
  ];
}

/** A promise that the goods of the consignment with the id `of` serve for a while, or for good. */
function promiseSteps(told: Story, of: number, plan: Plan): (() => void)[] {
  const commitmentId = uuid(of + 1_000);
  const about = { commitmentId };
  const value = { amount: '5000.00', currency: 'USD' };
  const terms = {
    title: 'Cotton',
    kind: 'memorandum',
    parties: [{ part: 'seller', name: 'Demo', country: 'PK', ownership: 'private' }],
    sector: 'textiles',
    hsCodes: ['52'],
    value,
    dueOn: '2026-12-31',
  } as const;
  const rate = { currency: 'PKR', usdPerUnit: '0.0036', date: '2026-02-04', source: 'par' };
  const occasion = { kind: 'forum', name: 'Forum', on: '2026-02-04' } as const;
  const at = (n: number) => ({ occurredAt: day(n) });
  return [
    () =>
      told.promise({
        type: 'AnnounceCommitment',
        ...at(1),
        data: { ...about, terms, rates: [], occasion, source: 'statement' },
      }),
    () => told.allocate('LinkToCommitment', of, commitmentId, day(2)),
    () => told.promise({ type: 'TellCommitmentRate', ...at(3), data: { ...about, rate } }),
    ...(plan.late
      ? [
          () => told.allocate('UnlinkFromCommitment', of, commitmentId, day(12)),
          () => told.allocate('LinkToCommitment', of, commitmentId, day(13)),
        ]
      : []),
    () =>
      told.promise({
        type: 'ReviseCommitment',
        ...at(14),
        data: { ...about, terms: { ...terms, jobs: 3 }, reason: 'more', source: 'letter' },
      }),
    () => told.promise({ type: 'LapseCommitment', ...at(15), data: { ...about, on: '2027-01-01' } }),
  ];
}

/** The life of a case about the goods of `id`, with the id `id + 8`. */
function caseOf(told: Story, id: number, { late, held, returned, parts }: Plan): (() => void)[] {
  const level = { triageHours: 24, answerHours: 48, resolveHours: 72, escalateHours: 96, reopenDays: 30 };
  const step =
    (type: string, at: string, data: object = {}) =>
    () =>
      told.caseStep(id + 8, { type, occurredAt: at, data: { caseId: uuid(id + 8), ...data } } as CaseCommand);
  const subject = { kind: 'hold', consignmentId: uuid(id), declarationId: uuid(id + 1), holdId: 'h' };
  const about = { kind: 'customs-hold', subject, firms: ['textiles-faisalabad'], text: 'x' };
  const end = { causePosition: 1, outcome: 'released', text: 'x' };
  const foreseen = { ...about, serviceLevel: { ...level, openAfterHours: 24 }, causePosition: 1 };
  return [
    step('ForeseeCase', day(2), foreseen),
    ...(parts === 1
      ? [step('OpenCase', day(2, 12), { ...about, openedBy: 'textiles-faisalabad', serviceLevel: level })]
      : []),
    ...(late ? [step('OpenForeseenCase', day(4))] : [step('EndCause', day(3), end)]),
    ...(late && held
      ? [
          step('TriageCase', day(4), { kind: 'red-tape', priority: 'high' }),
          step('AssignCase', day(4), { assignee: 'demo-customs' }),
          step('AnswerCase', day(5), { assignee: 'demo-customs', text: 'x' }),
          step('MarkCaseLimits', day(20)),
          step('RecordDirection', day(21), { meetingId: uuid(2), decisionId: uuid(1), text: 'x' }),
          step('ResolveCase', day(22), { outcome: 'corrected', text: 'x' }),
          ...(returned
            ? [
                step('ReopenCase', day(23), {
                  reopenedBy: 'textiles-faisalabad',
                  reason: 'x',
                  serviceLevel: level,
                  toldAt: day(23),
                }),
                step('EndCause', day(24), end),
              ]
            : []),
        ]
      : []),
  ];
}

/** An application for a visa, with the id `id`. */
function visaSteps(told: Story, id: number, plan: Plan): (() => void)[] {
  const visaId = uuid(id);
  const step = (type: string, at: string, data: object) => () =>
    told.visaStep({ type, occurredAt: at, data: { visaId, ...data } } as VisaCommand);
  const asked = step('RequestVisaInvitation', day(1), {
    subjectId: uuid(id + 1),
    firm: 'textiles-faisalabad',
    purpose: 'delegation',
    nationality: plan.origin,
    destination: plan.destination,
    intendedFrom: '2026-03-10',
    intendedUntil: '2026-03-20',
    ...(plan.amended && { delegationId: uuid(id + 2) }),
  });
  if (plan.cancelled) return [asked, step('DeclineVisaInvitation', day(2), { reason: 'dates' })];
  const submitted = [
    asked,
    step('IssueVisaInvitation', day(2), { invitationNumber: '1', issuedOn: '2026-03-02' }),
    step('SubmitVisa', day(3), { consulate: 'consulate-islamabad', place: 'PKISB' }),
  ];
  if (plan.returned) return [...submitted, step('WithdrawVisa', day(4), {})];
  const asking = [
    step('RequestVisaDocuments', day(5), { documents: ['insurance'] }),
    step('SupplyVisaDocuments', day(6), {}),
  ];
  const terms = { validFrom: '2026-03-20', validUntil: '2026-06-30', entries: 'single' };
  return [
    ...submitted,
    ...(plan.held ? asking : []),
    plan.late ? step('RefuseVisa', day(12), { reason: 'documents' }) : step('GrantVisa', day(9), terms),
  ];
}

/** A firm that is registered, suspended and changed, with an id of its own. */
function firmSteps(told: Story, id: number, plan: Plan): (() => void)[] {
  const participantId = `firm-${id}`;
  const details = {
    name: 'A firm',
    country: plan.destination,
    nationalIds: [{ scheme: 'LEI', number: '529900T8BM49AURSDO55' }],
    ownership: plan.held ? 'state' : 'private',
    sectors: ['textiles'],
    ...(plan.late && { nameLatin: 'A firm' }),
  } as const;
  const data = { participantId, ...details };
  return [
    () => told.enter({ type: 'RegisterFirm', occurredAt: day(1), data }),
    ...(plan.cancelled
      ? [() => told.enter({ type: 'SuspendFirm', occurredAt: day(2), data: { participantId, reason: 'x' } })]
      : []),
    () =>
      told.enter({
        type: 'ChangeFirm',
        occurredAt: day(3),
        data: { ...data, city: 'Almaty', reason: 'told' },
      }),
  ];
}

/** A service that is announced, runs and carries the goods `id`, with an id of its own. */
function serviceSteps(told: Story, id: number, plan: Plan): (() => void)[] {
  const serviceId = `service-${id}`;
  const schedule = { departuresPerWeek: plan.parts, capacity: { basis: 'tonnes', tonnes: '12.5' } } as const;
  const parties = { operator: 'demo-railways', exporter: 'demo-mills', importer: 'demo-stores' };
  const leg = { serviceId, consignmentId: uuid(id), from: 'PKLYP' };
  const because = { serviceId, reason: 'x' };
  const announce = {
    serviceId,
    name: 'A train',
    mode: 'rail',
    stops: ['PKLYP', 'KZALA'],
    ...schedule,
    operator: 'demo-railways',
    plannedStart: '2026-03-01',
    announcedBy: 'x',
    source: 'x',
  } as const;
  const carried = {
    ...leg,
    to: 'KZALA',
    departedOn: '2026-03-04',
    netMassKg: '200',
    ...(plan.late && { grossMassKg: '210.5' }),
    timeCriticalKg: '100',
    ...parties,
  };
  const withdraw = () =>
    told.carryBy({ type: 'WithdrawCarriage', occurredAt: day(6), data: { ...leg, reason: 'x' } });
  return [
    () => told.serve({ type: 'AnnounceService', occurredAt: day(1), data: announce }),
    ...(plan.cancelled
      ? []
      : [
          () =>
            told.serve({
              type: 'StartService',
              occurredAt: day(2),
              data: { serviceId, startedOn: '2026-03-02' },
            }),
          () =>
            told.serve({
              type: 'ReportDeparture',
              occurredAt: day(4),
              data: { serviceId, departedOn: '2026-03-04', run: 1, ...(plan.held && { loadTonnes: '1.5' }) },
            }),
        ]),
    () => told.carryBy({ type: 'CarryConsignment', occurredAt: day(5), data: carried }),
    ...(plan.amended ? [withdraw] : []),
    () => told.serve({ type: 'EndService', occurredAt: day(9), data: { ...because, endedOn: '2026-03-09' } }),
  ];
}

/** A milestone that is planned, planned anew and done or not, with an id of its own. */
function milestoneSteps(told: Story, id: number, plan: Plan): (() => void)[] {
  const milestoneId = `milestone-${id}`;
  const data = {
    milestoneId,
    name: 'A terminal',
    kind: 'terminal',
    places: ['UZTMZ'],
    routeIds: [],
    plannedOn: '2026-03-10',
    ...(plan.held && { workFrom: '2026-03-01' }),
    responsible: 'x',
    source: 'x',
  } as const;
  const again = { milestoneId, plannedOn: '2026-03-20', reason: 'x' };
  const done = { milestoneId, doneOn: '2026-03-15', evidenceSha256: 'a'.repeat(64) };
  return [
    () => told.build({ type: 'PlanMilestone', occurredAt: day(1), data }),
    ...(plan.late ? [() => told.build({ type: 'ReplanMilestone', occurredAt: day(9), data: again })] : []),
    plan.cancelled
      ? () => told.build({ type: 'CancelMilestone', occurredAt: day(9), data: { milestoneId, reason: 'x' } })
      : () => told.build({ type: 'CompleteMilestone', occurredAt: day(15), data: done }),
  ];
}

/** Tells several lives at once; `turns` says whose step is next. */
function storyOf(firstId: number, plans: readonly Plan[], turns: readonly number[]): Story {
  const told = new Story();
  const lives = plans.flatMap((plan, index) => [
    stepsOf(told, firstId + 10 * index, plan),
    transitOf(told, firstId + 10 * index + 9, plan),
    routeSteps(told, firstId + 10 * index, plan),
    promiseSteps(told, firstId + 10 * index, plan),
    caseOf(told, firstId + 10 * index, plan),
    visaSteps(told, firstId + 10 * index + 500, plan),
    engagementSteps(told, firstId + 10 * index, plan),
    needSteps(told, firstId + 10 * index, plan),
    firmSteps(told, firstId + 10 * index, plan),
    serviceSteps(told, firstId + 10 * index, plan),
    milestoneSteps(told, firstId + 10 * index, plan),
    commissionSteps(told, firstId + 10 * index, plan),
  ]);
  for (let turn = 0; lives.some((life) => life.length > 0); turn += 1) {
    const waiting = lives.filter((life) => life.length > 0);
    waiting[(turns[turn % turns.length] ?? 0) % waiting.length]?.shift()?.();
  }
  return told;
}

it('whatever happened, and however the bus told of it, live and rebuilt are the same row for row', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plan, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }),
      fc.array(fc.array(fc.nat(79), { maxLength: 40 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 25 }),
      async (plans, turns, deliveries, batchMax, rebuildBatchMax) => {
        // A ledger for each: to build again what all of them told would take longer each time.
        const { pool, store, stop } = await startReportedLedger();
        try {
          const open = (projection: (typeof PROJECTIONS)[number]) =>
            new Projector({ projection, pool, store, batchMax, windowSize: 30, gapMs: 0, now: () => 0 });
          const projectors = PROJECTIONS.map(open);
          await record(store, storyOf(10, plans.slice(0, 1), turns).appends);
          // Live, and nothing new: from here on only the bus moves them.
          for (const projector of projectors) while ((await projector.step()) > 0);
          const before = await store.head();
          await record(store, storyOf(20, plans, turns).appends, { demo: plans.length % 2 === 0 });
          const published = await store.readAll({ after: before, limit: 1_000 });
          for (const indexes of [...deliveries, [published.length - 1]]) {
            const events = indexes.flatMap((index) => published[index] ?? []);
            for (const projector of projectors) {
              projector.offer(events);
              await projector.step();
            }
          }
          for (const projector of projectors) while ((await projector.step()) > 0);

          const head = await store.head();
          for (const projection of PROJECTIONS) {
            const live = (await generationsAtWork(pool)).find(
              ({ name, state }) => name === projection.name && state === 'live',
            );
            expect(live).toMatchObject({ position: head });
            const rebuilt = await rebuild({ projection, pool, store, batchMax: rebuildBatchMax });
            expect(await differences(pool, projection, live?.generation ?? 0, rebuilt)).toEqual([]);
          }
        } finally {
          await stop();
        }
      },
    ),
    { numRuns: 8 },
  );
}, 300_000);
