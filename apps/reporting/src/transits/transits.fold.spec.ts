import type { TransitCommand } from '@corridor/domain';
import { Story } from '../story.spec-kit.js';
import { uuid } from '../teller.spec-kit.js';
import type { TransitRow } from './transit-row.js';
import { foldTransits, type TransitEvent } from './transits.fold.js';

const OPENED = '2026-03-01T10:00:00+05:00';
const LIMIT = '2026-03-20T18:00:00+05:00';

function opened(goods?: string[]): Story {
  const story = new Story();
  story.carry(1, OPENED, LIMIT, goods);
  return story;
}

function rowOf(story: Story): TransitRow {
  const events = story.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({ ...event, position: index + 1, demo: false }));
  const rows = new Map<string, TransitRow>();
  foldTransits(events as unknown as readonly TransitEvent[], rows);
  const row = rows.get(uuid(1));
  if (!row) throw new Error('There is no transit.');
  return row;
}

const step = (story: Story, type: string, occurredAt: string, data: object = {}): void =>
  story.transitStep(1, { type, occurredAt, data: { transitId: uuid(1), ...data } } as TransitCommand);

it('begins as opened: what is carried, by when, and what of the guarantee it holds', () => {
  // 100.000001 + 250 + 0.5 kg.
  expect(rowOf(opened(['100.000001', '250', '0.5']))).toMatchObject({
    status: 'opened',
    net_mass_kg: '350.500001',
    consignment_id: null,
    opened_at: OPENED,
    due_by: LIMIT,
    overdue_since: null,
    currency: 'PKR',
    duty_at_risk_minor: '40000',
    reserved_minor: '40000',
    called_minor: '0',
    passages: [],
    participants: ['bank-karachi', 'textiles-faisalabad'],
    first_position: 1,
    last_position: 1,
  });
});

it('tells the borders passed, those that nobody planned, and how late the latest was', () => {
  const story = opened();
  step(story, 'RecordPassage', '2026-03-20T18:45:00+05:00', { location: 'PKTOR', movement: 'left' });
  step(story, 'RecordPassage', '2026-03-10T10:00:00+05:00', { location: 'PKCMN', movement: 'entered' });
  expect(rowOf(story)).toMatchObject({
    status: 'under-way',
    passages: [
      { location: 'PKTOR', movement: 'left', planned: true, lateMinutes: 45 },
      { location: 'PKCMN', movement: 'entered', planned: false, lateMinutes: 0 },
    ],
    unplanned_passages: 1,
    late_minutes_max: 45,
    last_position: 3,
  });
});

describe('its limit', () => {
  const overdue = (): Story => {
    const story = opened();
    step(story, 'MarkOverdue', '2026-03-21T00:00:00+05:00');
    return story;
  };
  it('passes, and is put off', () => {
    const story = overdue();
    expect(rowOf(story)).toMatchObject({ status: 'opened', overdue_since: LIMIT });
    const later = '2026-03-27T18:00:00+05:00';
    step(story, 'ExtendTransit', '2026-03-21T10:00:00+05:00', { dueBy: later, reason: 'Snow' });
    expect(rowOf(story)).toMatchObject({ due_by: later, extensions: 1, overdue_since: null });
  });
  it('was kept where the office of destination told of it late', () => {
    const story = overdue();
    step(story, 'TerminateTransit', '2026-03-20T17:00:00+05:00', { office: 'KZALA' });
    expect(rowOf(story)).toMatchObject({ status: 'terminated', overdue_since: null, late_minutes_max: 0 });
  });
  it('was missed where the goods came late', () => {
    const story = overdue();
    step(story, 'TerminateTransit', '2026-03-20T19:00:00+05:00', { office: 'KZALA', reservation: 'Late' });
    expect(rowOf(story)).toMatchObject({
      status: 'terminated',
      overdue_since: LIMIT,
      late_minutes_max: 60,
      terminated_at_office: 'KZALA',
      reservation: 'Late',
    });
  });
});

it('holds of its guarantee what was neither called nor freed', () => {
  const story = opened();
  step(story, 'RecordIrregularity', '2026-03-05T10:00:00+05:00', { code: 'accident', note: 'x' });
  const call = (amount: string) => ({ amount: { amount, currency: 'PKR' }, reason: 'Duty' });
  step(story, 'CallGuaranteeOfTransit', '2026-03-06T10:00:00+05:00', call('150.00'));
  step(story, 'CallGuaranteeOfTransit', '2026-03-07T10:00:00+05:00', call('50.00'));
  expect(rowOf(story)).toMatchObject({ irregularities: 1, called_minor: '20000', reserved_minor: '20000' });
  step(story, 'DischargeTransit', '2026-03-08T10:00:00+05:00');
  expect(rowOf(story)).toMatchObject({
    status: 'discharged',
    discharged_at: '2026-03-08T10:00:00+05:00',
    called_minor: '20000',
    reserved_minor: '0',
  });
});

it('holds nothing once it is cancelled', () => {
  const story = opened();
  step(story, 'CancelTransit', '2026-03-02T10:00:00+05:00', { reason: 'Not loaded' });
  expect(rowOf(story)).toMatchObject({ status: 'cancelled', reserved_minor: '0' });
});
