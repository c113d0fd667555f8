import { fold, Rejection } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import {
  type CarriageCommand,
  type CarriageEvent,
  carriage,
  checkCarried,
  type KnownConsignment,
  type KnownService,
} from '../../index.js';

const AT = '2026-05-05T10:00:00+05:00';
const data = {
  serviceId: 'islamabad-almaty-air',
  consignmentId: '0191d8a0-0000-7000-8000-000000000001',
  from: 'PKISB',
  to: 'KZALA',
  departedOn: '2026-05-04',
  operator: 'demo-airline',
  exporter: 'demo-mills',
  importer: 'demo-stores',
} as const;
const carrying = (change: object = {}): CarriageCommand => ({
  type: 'CarryConsignment',
  occurredAt: AT,
  data: { ...data, ...change },
});
const carried = (change: object = {}): CarriageEvent => ({
  type: 'ConsignmentCarried',
  occurredAt: AT,
  data: { ...data, ...change },
});
const leg = { serviceId: data.serviceId, consignmentId: data.consignmentId, from: data.from };
const withdrawing = (change: object = {}): CarriageCommand => ({
  type: 'WithdrawCarriage',
  occurredAt: AT,
  data: { ...leg, reason: 'by truck', ...change },
});
const withdrawn: CarriageEvent = {
  type: 'CarriageWithdrawn',
  occurredAt: AT,
  data: {
    ...leg,
    operator: 'demo-airline',
    exporter: 'demo-mills',
    importer: 'demo-stores',
    reason: 'by truck',
  },
};
const { given } = specOf(carriage);

it('is of one service, and told once, whatever became of the goods since', () => {
  given().when(carrying()).thenEvents(carried());
  given(carried())
    .when(carrying({ importer: 'demo-shops' }))
    .thenEvents();
  for (const change of [{ serviceId: 'another' }, { to: 'KZNQZ' }]) {
    given(carried()).when(carrying(change)).thenRejected('leg-carried', { pointer: '/consignmentId' });
  }
});

it('is withdrawn, and may then be told of another service', () => {
  given(carried()).when(withdrawing()).thenEvents(withdrawn);
  given(carried())
    .when(withdrawing({ serviceId: 'another' }))
    .thenRejected('carried-by-another', { pointer: '/consignmentId' });
  for (const history of [[], [carried(), withdrawn]]) {
    given(...history)
      .when(withdrawing())
      .thenRejected('illegal-step', { legalNow: ['CarryConsignment'] });
  }
  given(carried(), withdrawn)
    .when(carrying({ serviceId: 'another' }))
    .thenEvents(carried({ serviceId: 'another' }));
  expect(fold(carriage, [carried(), withdrawn])).toEqual({ status: 'free', before: data });
});

describe('whether a service can have carried goods', () => {
  const train = {
    mode: 'rail',
    stops: ['PKKHI', 'UZTAS', 'KZALA'],
    startedOn: '2026-05-01',
    pauses: [{ from: '2026-06-01', reason: 'x' }],
  } as unknown as KnownService;
  const by = (transportMode: string, from: string, day: string, to?: string) => ({
    transportMode,
    from,
    departedAt: `2026-05-${day}T23:30:00+05:00`,
    ...(to !== undefined && { to }),
  });
  const goods = (legs: readonly object[], more: object = {}) =>
    ({ legs, checkpoints: [], destination: 'KZALA', ...more }) as unknown as KnownConsignment;
  const asked = { from: 'PKKHI', to: 'UZTAS', departedOn: '2026-05-04' };
  const byTrain = goods([by('rail', 'PKKHI', '04', 'UZTAS'), by('road', 'UZTAS', '12')]);
  const seen = (location: string, day: string) => ({
    checkpoints: [{ location, movement: 'arrived', occurredAt: `2026-05-${day}T10:00:00+05:00` }],
  });

  it.each([
    ['where a leg by its mode ends at a later stop', asked, byTrain],
    [
      'where the goods are on their way to their end',
      { ...asked, to: 'KZALA' },
      goods([by('rail', 'PKKHI', '04')]),
    ],
    [
      'where the goods were seen at a later stop',
      asked,
      goods([by('rail', 'PKKHI', '04')], seen('UZTAS', '09')),
    ],
  ])('it can %s', (_, told, consignment) => {
    expect(() => checkCarried(told, train, consignment)).not.toThrow();
  });

  it.each([
    [{ ...asked, from: 'PKLHE' }, byTrain, 'stop-unknown', '/from'],
    [{ ...asked, to: 'KGFRU' }, byTrain, 'stop-unknown', '/to'],
    [{ ...asked, from: 'UZTAS', to: 'PKKHI' }, byTrain, 'stops-reversed', '/to'],
    [{ ...asked, departedOn: '2026-04-30' }, byTrain, 'service-not-running', '/departedOn'],
    [{ ...asked, departedOn: '2026-06-02' }, byTrain, 'service-not-running', '/departedOn'],
    [asked, goods([by('rail', 'PKLHE', '04', 'UZTAS')]), 'leg-unknown', '/from'],
    [{ ...asked, from: 'UZTAS', to: 'KZALA', departedOn: '2026-05-12' }, byTrain, 'mode-differs', '/from'],
    [{ ...asked, departedOn: '2026-05-05' }, byTrain, 'day-differs', '/departedOn'],
    [{ ...asked, to: 'KZALA' }, byTrain, 'leg-ends-elsewhere', '/to'],
    [asked, goods([by('rail', 'PKKHI', '04')]), 'leg-ends-elsewhere', '/to'],
    [asked, goods([by('rail', 'PKKHI', '04')], seen('UZTAS', '03')), 'leg-ends-elsewhere', '/to'],
  ])('%j is refused', (told, consignment, code, pointer) => {
    let refusal: unknown;
    try {
      checkCarried(told, train, consignment);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Rejection);
    expect(refusal).toMatchObject({ code, details: { pointer } });
  });
});
