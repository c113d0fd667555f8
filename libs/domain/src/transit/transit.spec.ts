import { fold } from '@corridor/kernel';
import { specOf } from '@corridor/testing';
import { isToBeMarked, legalForTransit, type TransitCommand, type TransitEvent, transit } from '../index.js';
import {
  AFTER,
  affix,
  affixed,
  breaking,
  broken,
  called,
  calling,
  cancel,
  cancelled,
  discharge,
  discharged,
  extended,
  extending,
  LIMIT,
  left,
  marking,
  open,
  opened,
  opening,
  overdue,
  passed,
  passing,
  pkr,
  replaced,
  replacing,
  report,
  reported,
  TORKHAM_LIMIT,
  terminated,
  terminating,
} from './transit.spec-kit.js';

const { given } = specOf(transit);

/** Of the day of opening in Karachi. */
const rupee = { usdPerUnit: '0.00359', date: '2026-03-01', source: 'sbp' };
const inRupees = (amount: string) => ({ ...opening.goods[0], value: pkr(amount) });

describe('a transit, step by step', () => {
  it('is opened', () => given().when(open()).thenEvents(opened));
  it('is opened without stops between its two offices', () =>
    given()
      .when(open({ itinerary: [] }))
      .thenEvents({ ...opened, data: { ...opened.data, itinerary: [] } } as TransitEvent));
  it('counts in dollars what is valued otherwise, all of it once, by the rate of the day of opening', () => {
    // 3.00 × 0.00359 are 1.077 cents; each by itself would be 0.54, and both together two.
    const goods = [inRupees('1.50'), inRupees('1.50')];
    const usd = { amount: { amount: '0.01', currency: 'USD' }, exchangeRate: rupee };
    given()
      .when(open({ goods, exchangeRate: rupee }))
      .thenEvents({ ...opened, data: { ...opened.data, goods, usd } } as TransitEvent);
  });
  it('counts in the currency that its goods are valued in, where no rate is told', () =>
    given()
      .when(open({ goods: [inRupees('1.50')] }))
      .thenEvents({ ...opened, data: { ...opened.data, goods: [inRupees('1.50')] } } as TransitEvent));
  it('is sealed, its seal broken and replaced', () => {
    given(opened).when(affix).thenEvents(affixed);
    given(opened, left, affixed).when(breaking).thenEvents(broken);
    given(opened, left, affixed).when(replacing()).thenEvents(replaced);
    given(opened, left, affixed, broken).when(replacing()).thenEvents(replaced);
    given(opened, affixed, terminated()).when(breaking).thenEvents(broken);
  });
  it('is terminated, which is one thing, and discharged, which is another', () => {
    given(opened, left).when(terminating()).thenEvents(terminated());
    given(opened, left, terminated()).when(discharge).thenEvents(discharged('400.00'));
  });
  it('is terminated with what the office found amiss', () =>
    given(opened, left)
      .when(terminating({ reservation: '12 cartons short' }))
      .thenEvents(terminated({ reservation: '12 cartons short' })));
  it('is terminated though no border told of it', () =>
    given(opened).when(terminating()).thenEvents(terminated()));
  it('is terminated elsewhere, which is told', () =>
    given(opened, left)
      .when(terminating({ office: 'KZHOR' }))
      .thenEvents(terminated({ office: 'KZHOR', planned: false })));
  it('is cancelled before it leaves', () => given(opened).when(cancel).thenEvents(cancelled));
  it('reports what is amiss, on the way and when it is unloaded', () => {
    given(opened, left).when(report).thenEvents(reported);
    given(opened, left, terminated()).when(report).thenEvents(reported);
  });
});

describe('its passages', () => {
  it('are measured by the limit of their stop, to the minute begun', () => {
    const at = (occurredAt: string) => given(opened).when(passing('PKTOR', occurredAt));
    at(TORKHAM_LIMIT).thenEvents(passed('PKTOR', true, TORKHAM_LIMIT, 0, TORKHAM_LIMIT));
    const second = '2026-03-08T18:00:01+05:00';
    at(second).thenEvents(passed('PKTOR', true, TORKHAM_LIMIT, 1, second));
    // The same limit, told by the clock of Kabul: 18:30 there is 19:00 at Torkham.
    const kabul = '2026-03-08T18:30:00+04:30';
    at(kabul).thenEvents(passed('PKTOR', true, TORKHAM_LIMIT, 60, kabul));
  });
  it('come in any order, since roads differ', () =>
    given(opened, passed('AFHRT', true, '2026-03-12T18:00:00+04:30'))
      .when(passing('PKTOR'))
      .thenEvents(passed('PKTOR', true, TORKHAM_LIMIT)));
  it('may be at a border that nobody planned, which is told', () =>
    given(opened, left)
      .when(passing('PKCMN'))
      .thenEvents(passed('PKCMN', false, LIMIT)));
  it('at the two offices are planned', () =>
    given(opened)
      .when(passing('PKKHI'))
      .thenEvents(passed('PKKHI', true, LIMIT)));
  it('are told once, however often the scanner sends them', () =>
    given(opened, left).when(passing('PKKHI')).thenEvents());
});

describe('its time limit', () => {
  const behind = '2026-03-20T18:00:01+05:00';
  it('is put off, for a reason', () => given(opened, left).when(extending()).thenEvents(extended));
  it('passes at the limit itself, whenever it is noticed', () => {
    given(opened, left).when(marking(behind)).thenEvents(overdue);
    given(opened).when(marking('2026-05-01T00:00:00Z')).thenEvents(overdue);
  });
  it('passes once', () => given(opened, left, overdue).when(marking(behind)).thenEvents());
  it('has not passed at its last moment, nor where it was put off', () => {
    given(opened, left).when(marking(LIMIT)).thenRejected('limit-not-passed');
    given(opened, left, overdue, extended).when(marking(behind)).thenRejected('limit-not-passed');
  });
  it('passes again where it was put off', () =>
    given(opened, left, overdue, extended)
      .when(marking('2026-03-28T00:00:00+05:00'))
      .thenEvents({
        type: 'TransitBecameOverdue',
        occurredAt: '2026-03-27T18:00:00+05:00',
        data: { ...overdue.data, dueBy: '2026-03-27T18:00:00+05:00' },
      } as TransitEvent));
  it('tells how late the goods were presented', () =>
    given(opened, left, overdue)
      .when(terminating({}, '2026-03-21T18:00:00+05:00'))
      .thenEvents(terminated({ lateMinutes: 1440 }, '2026-03-21T18:00:00+05:00')));
  it('was kept where goods were presented in time and the office told of it late', () => {
    const inTime = fold(transit, [opened, left, overdue, terminated()]);
    expect(inTime).toMatchObject({ status: 'terminated', overdue: false });
    expect(legalForTransit(inTime)).not.toContain('CallGuaranteeOfTransit');
  });
  it('concerns nobody once the goods are presented, or the transit is over', () => {
    const ms = Date.parse('2026-04-01T00:00:00Z');
    const marked = (...history: readonly TransitEvent[]) => isToBeMarked(fold(transit, history), ms);
    expect(marked(opened)).toBe(true);
    expect(marked(opened, left)).toBe(true);
    expect(marked(opened, left, overdue)).toBe(false);
    expect(marked(opened, cancelled)).toBe(false);
    expect(marked(opened, left, terminated())).toBe(false);
    expect(marked()).toBe(false);
    expect(isToBeMarked(fold(transit, [opened]), Date.parse(LIMIT))).toBe(false);
  });
});

describe('its guarantee', () => {
  it.each<[string, readonly TransitEvent[]]>([
    ['an irregularity', [opened, left, reported]],
    ['a limit that passed', [opened, left, overdue]],
    ['a termination that was late', [opened, left, terminated({ lateMinutes: 1 })]],
    ['a termination with reservation', [opened, left, terminated({ reservation: 'Seal off' })]],
  ])('is called for %s', (_, history) =>
    given(...history)
      .when(calling('150.00'))
      .thenEvents(called('150.00', '250.00')),
  );
  it('is called in parts, up to what is reserved', () => {
    const history = [opened, left, reported, called('150.00', '250.00')];
    given(...history)
      .when(calling('250.00'))
      .thenEvents(called('250.00', '0.00'));
    given(...history)
      .when(calling('250.01'))
      .thenRejected('call-exceeds-reservation', { pointer: '/amount/amount' });
  });
  it('is freed of what was not called, once it is closed: goods that are lost never arrive', () => {
    const history = [opened, left, reported, called('150.00', '250.00')];
    given(...history)
      .when(discharge)
      .thenEvents(discharged('250.00'));
    given(...history, called('250.00', '0.00'))
      .when(discharge)
      .thenEvents(discharged('0.00'));
  });
});

describe('an illegal step is refused with what is legal', () => {
  const onTheWay = [
    'RecordPassage',
    'AffixSeal',
    'BreakSeal',
    'ReplaceSeal',
    'RecordIrregularity',
    'ExtendTransit',
    'MarkOverdue',
    'TerminateTransit',
  ];
  const whenTerminated = ['BreakSeal', 'RecordIrregularity', 'DischargeTransit'];
  const over = [opened, left, terminated(), discharged('400.00')];
  it.each<[string, readonly TransitEvent[], TransitCommand, readonly string[]]>([
    ['a seal on nothing', [], affix, ['OpenTransit']],
    ['a passage of nothing', [], passing('PKTOR'), ['OpenTransit']],
    ['opening twice', [opened], open(), [...onTheWay, 'CancelTransit']],
    ['cancelling what is on its way', [opened, left], cancel, onTheWay],
    ['discharge before termination', [opened, left], discharge, onTheWay],
    ['a call without a reason', [opened, left], calling('1.00'), onTheWay],
    ['a call without a reason, at the end', [opened, left, terminated()], calling('1.00'), whenTerminated],
    ['a passage behind the termination', [opened, left, terminated()], passing('PKTOR'), whenTerminated],
    ['a new seal behind the termination', [opened, left, terminated()], affix, whenTerminated],
    ['a seal replaced behind it', [opened, affixed, terminated()], replacing(), whenTerminated],
    ['putting off what is terminated', [opened, left, terminated()], extending(), whenTerminated],
    ['a second termination', [opened, left, terminated()], terminating(), whenTerminated],
    ['overdue where it is terminated', [opened, left, terminated()], marking(AFTER), whenTerminated],
    ['a second discharge', over, discharge, []],
    ['an irregularity behind the discharge', over, report, []],
    ['a seal broken behind the discharge', over, breaking, []],
    ['cancelling twice', [opened, cancelled], cancel, []],
    [
      'calling where nothing is left',
      [opened, left, reported, called('400.00', '0.00')],
      calling('1.00'),
      [...onTheWay, 'DischargeTransit'],
    ],
  ])('%s', (_, history, command, legalNow) => {
    given(...history)
      .when(command)
      .thenRejected('illegal-step', { legalNow });
  });

  it('seals are not used twice, nor taken off where they are not on', () => {
    given(opened, affixed).when(affix).thenRejected('seal-number-used', { pointer: '/sealNumber' });
    given(opened, affixed, replaced).when(affix).thenRejected('seal-number-used', { pointer: '/sealNumber' });
    given(opened).when(breaking).thenRejected('seal-not-affixed', { pointer: '/sealNumber' });
    given(opened, affixed, replaced)
      .when(breaking)
      .thenRejected('seal-not-affixed', { pointer: '/sealNumber' });
    given(opened, affixed)
      .when(replacing('PK-1', 'PK-1'))
      .thenRejected('seal-number-used', { pointer: '/newSealNumber' });
    given(opened).when(replacing()).thenRejected('seal-not-affixed', { pointer: '/sealNumber' });
    given(opened, affixed, broken).when(breaking).thenEvents();
  });
});

describe('bad input names its field', () => {
  const [goods] = (opened.data as { goods: readonly object[] }).goods;
  const stop = (location: string, dueBy: string) => ({ location, dueBy });
  it.each<[object, string, string]>([
    [{ goods: [] }, 'goods-missing', '/goods'],
    [{ goods: [{ ...goods, hs6: '85' }] }, 'hs-code-malformed', '/goods/0/hs6'],
    [{ goods: [goods, { ...goods, netMassKg: '0' }] }, 'not-a-positive-decimal', '/goods/1/netMassKg'],
    [{ goods: [{ ...goods, grossMassKg: '-1' }] }, 'not-a-positive-decimal', '/goods/0/grossMassKg'],
    [{ goods: [{ ...goods, grossMassKg: '4199.999999' }] }, 'gross-mass-below-net', '/goods/0/grossMassKg'],
    [{ goods: [{ ...goods, packages: 0 }] }, 'packages-invalid', '/goods/0/packages'],
    [{ goods: [{ ...goods, value: pkr('0') }] }, 'amount-not-positive', '/goods/0/value/amount'],
    [{ goods: [goods, { ...goods, value: pkr('1') }] }, 'currency-differs', '/goods/1/value/currency'],
    [{ dutyAtRisk: pkr('0') }, 'amount-not-positive', '/dutyAtRisk/amount'],
    [{ exchangeRate: rupee }, 'rate-not-needed', '/exchangeRate'],
    [
      { goods: [inRupees('1')], exchangeRate: { ...rupee, date: '2026-02-28' } },
      'rate-of-another-day',
      '/exchangeRate/date',
    ],
    [
      { goods: [inRupees('1')], exchangeRate: { ...rupee, usdPerUnit: '0.0' } },
      'not-a-positive-decimal',
      '/exchangeRate/usdPerUnit',
    ],
    [
      { goods: [inRupees('9999999999999999.99')], exchangeRate: { ...rupee, usdPerUnit: '2' } },
      'amount-too-large',
      '/goods/0/value/amount',
    ],
    [{ officeOfDestination: 'PKKHI' }, 'destination-is-departure', '/officeOfDestination'],
    [{ dueBy: '2026-03-01T10:00:00+05:00', itinerary: [] }, 'limit-not-ahead', '/dueBy'],
    [{ dueBy: '2027-03-02T10:00:01+05:00' }, 'limit-too-far', '/dueBy'],
    [{ itinerary: [stop('PKTOR', '2026-03-01T09:00:00+05:00')] }, 'limit-not-ahead', '/itinerary/0/dueBy'],
    [
      { itinerary: [stop('PKTOR', '2026-03-20T18:00:01+05:00')] },
      'limit-beyond-overall',
      '/itinerary/0/dueBy',
    ],
    [
      { itinerary: [stop('PKTOR', TORKHAM_LIMIT), stop('AFHRT', '2026-03-08T17:00:00+05:00')] },
      'limits-reversed',
      '/itinerary/1/dueBy',
    ],
    [
      { itinerary: [stop('PKTOR', TORKHAM_LIMIT), stop('PKTOR', TORKHAM_LIMIT)] },
      'stop-repeated',
      '/itinerary/1/location',
    ],
  ])('opening with %j is refused with %s', (change, code, pointer) => {
    given().when(open(change)).thenRejected(code, { pointer });
  });

  it('an extension that puts nothing off, or everything', () => {
    given(opened).when(extending(LIMIT)).thenRejected('limit-not-later', { pointer: '/dueBy' });
    // 17:30 in Kabul is the limit at 18:00 of Almaty.
    given(opened)
      .when(extending('2026-03-20T17:30:00+04:30'))
      .thenRejected('limit-not-later', { pointer: '/dueBy' });
    given(opened)
      .when(extending('2028-01-01T00:00:00+05:00'))
      .thenRejected('limit-too-far', { pointer: '/dueBy' });
  });

  it('an irregularity without a code', () =>
    given(opened)
      .when({ ...report, data: { ...report.data, code: 'bad-luck' } } as unknown as TransitCommand)
      .thenRejected('irregularity-unknown', { pointer: '/code' }));

  it.each([
    [pkr('0'), 'amount-not-positive', '/amount/amount'],
    [{ amount: '1', currency: 'EUR' }, 'currency-differs', '/amount/currency'],
  ])('calling %j', (amount, code, pointer) =>
    given(opened, reported)
      .when({ ...calling('1'), data: { ...calling('1').data, amount } } as TransitCommand)
      .thenRejected(code, { pointer }),
  );

  it.each([[affix], [passing('PKTOR')], [report], [terminating()], [cancel], [extending()]])(
    'nothing happens to it before it is opened (%#)',
    (command) =>
      given(opened)
        .when({ ...command, occurredAt: '2026-03-01T10:29:59+05:30' } as TransitCommand)
        .thenRejected('before-opening', { pointer: '/occurredAt' }),
  );

  it('it is not discharged before it is terminated', () =>
    given(opened, left, terminated())
      .when({ ...discharge, occurredAt: '2026-03-18T08:59:59+05:00' } as TransitCommand)
      .thenRejected('before-termination', { pointer: '/occurredAt' }));
});
