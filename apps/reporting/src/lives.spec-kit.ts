import { type GuaranteeCommand, guarantee, type TransitCommand } from '@corridor/domain';
import { day, type Plan } from './plan.spec-kit.js';
import { type Story } from './story.spec-kit.js';
import { uuid } from './teller.spec-kit.js';
import { EXPORTER, IMPORTER, line } from './trade-story.spec-kit.js';

/** The life of a transit beside it, with the id `id`. */
export function transitOf(told: Story, id: number, { transit, late }: Plan): (() => void)[] {
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

/** A guarantee of its own that two transits reserve from: the one is called and freed, of the other all is called. */
export function guaranteeSteps(told: Story, id: number, { transit, late }: Plan): (() => void)[] {
  if (transit === 'no') return [];
  const ids = { guaranteeId: uuid(id + 700_000) };
  const tell = (type: string, occurredAt: string, data: object) => () =>
    told.tell(guarantee, `guarantee-${ids.guaranteeId}`, {
      type,
      occurredAt,
      data: { ...ids, ...data },
    } as GuaranteeCommand);
  const inPkr = (amount: string) => ({ amount, currency: 'PKR' });
  const party = (participantId: string) => ({ participantId, name: participantId, country: 'PK' });
  const [one, other] = [{ transitId: uuid(id + 700_001) }, { transitId: uuid(id + 700_002) }];
  const terms = {
    kind: 'insurance',
    reference: `RIG-${id}`,
    validFrom: '2026-03-01',
    validUntil: '2026-03-10',
  };
  return [
    tell('IssueGuarantee', day(1), {
      ...terms,
      guarantor: party('insurer'),
      principal: party('forwarder'),
      amount: inPkr('1000.00'),
    }),
    tell('ReserveAmount', day(2), { ...one, amount: inPkr('600.00') }),
    ...(late ? [tell('TopUpGuarantee', day(3), { amount: inPkr('50.50') })] : []),
    tell('ReserveAmount', day(4), { ...other, amount: inPkr('399.99') }),
    tell('CallGuarantee', day(5), { ...one, amount: inPkr('100.01'), reason: 'Duty' }),
    tell('FreeAmount', day(6), one),
    tell('CallGuarantee', day(7), { ...other, amount: inPkr('399.99'), reason: 'Duty' }),
    tell('ReserveAmount', day(8), { ...one, amount: inPkr('1.00') }),
    ...(transit === 'lost' ? [tell('ExpireGuarantee', day(11), {})] : []),
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
export function stepsOf(told: Story, id: number, plan: Plan): (() => void)[] {
  const goods = [line(1, '520100', '1000.00', plan.origin), line(2, '300490', '250.50')];
  const fewer = [line(1, '520100', '1100.00', plan.origin)];
  const when = (condition: boolean, ...steps: (() => void)[]): (() => void)[] => (condition ? steps : []);
  const corrected = (flow: string): boolean => plan.corrected === flow || plan.corrected === 'both';
  // Each of them tells of what binds the other one.
  const [first, second] = [EXPORTER, IMPORTER].map(({ participantId }) => `trader:${participantId}`);
  const [teller = '', other = ''] = plan.parts === 2 ? [first, second] : [second, first];
  const begin = [
    ...when(plan.held, () =>
      told.by(teller, () => told.contract(id, plan.late ? '2026-03-09' : '2099-03-10', day(1))),
    ),
    () => told.by(plan.amended ? 'operator:test' : teller, () => told.declare(id, goods, day(1))),
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
    () => told.by(plan.amended ? other : teller, () => told.dispatch(id, day(4))),
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
    () => told.by(teller, () => told.lodge(id + 2, id, 'import', goods, day(8))),
    () => told.owe(id + 3, id, '1250.50', day(4, 13)),
    ...when(
      plan.held,
      () => told.hold(id + 2, id, 'h', day(8, 11)),
      () => told.release(id + 2, id, 'h', day(9)),
    ),
    ...when(plan.amended, () => told.inspect(id + 2, plan.late ? 'discrepancy' : 'conforming', day(9))),
    ...when(
      plan.withdrawn !== 'no',
      () => told.assess(id + 2, '100.50', day(9)),
      ...when(plan.late, () => told.assess(id + 2, '99.95', day(9))),
      () => told.payDuty(id + 2, plan.late ? '299.85' : '301.50', day(9)),
    ),
    () => told.clear(id + 2, '2026-03-08', day(9, 11)),
    () => told.pay(id + 4, id + 3, id, plan.parts === 1 ? '1250.50' : '250.50', day(12)),
    () => told.by(plan.returned ? teller : other, () => told.deliver(id, day(10))),
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
export function routeSteps(told: Story, id: number, plan: Plan): (() => void)[] {
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
