import type { ServiceRow } from './service.sql.js';
import { toService } from './service-view.js';

const capacity = { basis: 'teu', teu: 60 } as const;
const details = {
  name: 'A train',
  mode: 'rail',
  stops: ['PKKHI', 'KZALA'],
  operator: 'demo-railways',
  departuresPerWeek: 1,
  capacity,
  plannedStart: '2026-03-01',
  announcedBy: 'x',
  source: 'x',
  confirmed: true,
  changes: [],
  pauses: [],
};
const standing = (
  day: string,
  more: Partial<ServiceRow['details']>,
  periods: { from: string; before?: string }[],
) => {
  const row: ServiceRow = {
    service_id: 'train',
    position: '9',
    announced_position: '1',
    status: 'told last',
    details: { ...details, ...more },
    periods: periods.map((period) => ({ ...period, departuresPerWeek: 1, capacity })),
  };
  const { status, suspendedFrom, endsOn } = toService(row, day);
  return [status, suspendedFrom, endsOn];
};
const startedOn = '2026-03-01';

it('a service is announced until it starts or is called off', () => {
  expect(standing('2026-03-01', {}, [])).toEqual(['announced', null, null]);
  expect(standing('2026-03-01', { endedOn: '2026-03-02' }, [])).toEqual(['announced', null, '2026-03-02']);
  expect(standing('2026-03-02', { endedOn: '2026-03-02' }, [])).toEqual(['ended', null, null]);
});

it('a pause that lies ahead is not so before its day', () => {
  const pauses = [{ from: '2026-12-01', reason: 'snow' }];
  const periods = [{ from: startedOn, before: '2026-12-01' }];
  expect(standing('2026-11-30', { startedOn, pauses }, periods)).toEqual(['running', '2026-12-01', null]);
  expect(standing('2026-12-01', { startedOn, pauses }, periods)).toEqual(['suspended', null, null]);
  const short = [{ from: '2026-12-01', until: '2026-12-08', reason: 'snow' }];
  expect(standing('2026-11-30', { startedOn, pauses: short }, periods)).toEqual([
    'running',
    '2026-12-01',
    null,
  ]);
  const endedOn = '2026-11-30';
  expect(standing('2026-11-30', { startedOn, pauses, endedOn }, periods)).toEqual(['running', null, endedOn]);
});

it('the last day is one on which it runs', () => {
  const periods = [{ from: startedOn, before: '2027-01-01' }];
  const told = { startedOn, endedOn: '2026-12-31' };
  expect(standing('2026-12-31', told, periods)).toEqual(['running', null, '2026-12-31']);
  expect(standing('2027-01-01', told, periods)).toEqual(['ended', null, null]);
});
