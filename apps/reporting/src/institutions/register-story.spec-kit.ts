import { carriage, firm, milestone, service } from '@corridor/domain';
import { day, type Plan } from '../plan.spec-kit.js';
import { type Teller, uuid } from '../teller.spec-kit.js';

/** A firm that is registered, suspended and changed, with an id of its own. */
export function firmSteps(told: Teller, id: number, plan: Plan): (() => void)[] {
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
    () => told.tell(firm, `firm-${participantId}`, { type: 'RegisterFirm', occurredAt: day(1), data }),
    ...(plan.cancelled
      ? [
          () =>
            told.tell(firm, `firm-${participantId}`, {
              type: 'SuspendFirm',
              occurredAt: day(2),
              data: { participantId, reason: 'x' },
            }),
        ]
      : []),
    () =>
      told.tell(firm, `firm-${participantId}`, {
        type: 'ChangeFirm',
        occurredAt: day(3),
        data: { ...data, city: 'Almaty', reason: 'told' },
      }),
  ];
}

/** A service that is announced, runs and carries the goods `id`, with an id of its own. */
export function serviceSteps(told: Teller, id: number, plan: Plan): (() => void)[] {
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
    confirmed: plan.late,
  } as const;
  const carried = {
    ...leg,
    to: 'KZALA',
    departedOn: '2026-03-04',
    ...parties,
  };
  const withdraw = () =>
    told.tell(carriage, `carriage-${leg.consignmentId}-${leg.from}`, {
      type: 'WithdrawCarriage',
      occurredAt: day(6),
      data: { ...leg, reason: 'x' },
    });
  return [
    () =>
      told.tell(service, `service-${serviceId}`, {
        type: 'AnnounceService',
        occurredAt: day(1),
        data: announce,
      }),
    ...(plan.cancelled
      ? []
      : [
          () =>
            told.tell(service, `service-${serviceId}`, {
              type: 'StartService',
              occurredAt: day(2),
              data: { serviceId, startedOn: '2026-03-02' },
            }),
          () =>
            told.tell(service, `service-${serviceId}`, {
              type: 'ReportDeparture',
              occurredAt: day(4),
              data: { serviceId, departedOn: '2026-03-04', run: 1, ...(plan.held && { loadTonnes: '1.5' }) },
            }),
        ]),
    () =>
      told.tell(carriage, `carriage-${leg.consignmentId}-${leg.from}`, {
        type: 'CarryConsignment',
        occurredAt: day(5),
        data: carried,
      }),
    ...(plan.amended ? [withdraw] : []),
    () =>
      told.tell(service, `service-${serviceId}`, {
        type: 'EndService',
        occurredAt: day(9),
        data: { ...because, endedOn: '2026-03-09' },
      }),
  ];
}

/** A milestone that is planned, planned anew and done or not, with an id of its own. */
export function milestoneSteps(told: Teller, id: number, plan: Plan): (() => void)[] {
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
    () =>
      told.tell(milestone, `milestone-${milestoneId}`, { type: 'PlanMilestone', occurredAt: day(1), data }),
    ...(plan.late
      ? [
          () =>
            told.tell(milestone, `milestone-${milestoneId}`, {
              type: 'ReplanMilestone',
              occurredAt: day(9),
              data: again,
            }),
        ]
      : []),
    plan.cancelled
      ? () =>
          told.tell(milestone, `milestone-${milestoneId}`, {
            type: 'CancelMilestone',
            occurredAt: day(9),
            data: { milestoneId, reason: 'x' },
          })
      : () =>
          told.tell(milestone, `milestone-${milestoneId}`, {
            type: 'CompleteMilestone',
            occurredAt: day(15),
            data: done,
          }),
  ];
}
