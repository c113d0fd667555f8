import { type GuaranteeCommand, guarantee } from '@corridor/domain';
import { logOf, Teller, uuid } from '../teller.spec-kit.js';
import type { GuaranteeReservationRow, GuaranteeStandingRow } from './guarantee-row.js';
import { foldGuarantees, type GuaranteeEventOfLog, type GuaranteeRows } from './guarantees.fold.js';

const inPkr = (amount: string) => ({ amount, currency: 'PKR' });
const AT = '2026-03-05T10:00:00+05:00';

class GuaranteeStory extends Teller {
  constructor() {
    super();
    const party = (participantId: string) => ({ participantId, name: participantId, country: 'PK' });
    this.at('IssueGuarantee', AT, {
      kind: 'insurance',
      reference: 'RIG-1',
      guarantor: party('insurer'),
      principal: party('forwarder'),
      amount: inPkr('1000.00'),
      validFrom: '2026-03-01',
      validUntil: '2026-03-31',
    });
  }
  at(type: string, occurredAt: string, data: object): void {
    const command = { type, occurredAt, data: { guaranteeId: uuid(1), ...data } } as GuaranteeCommand;
    this.tell(guarantee, `guarantee-${uuid(1)}`, command);
  }
  about(type: string, transit: number, amount?: string): void {
    const reason = type === 'CallGuarantee' ? { reason: 'Duty' } : {};
    this.at(type, AT, { transitId: uuid(transit), ...reason, ...(amount && { amount: inPkr(amount) }) });
  }
}

/** Issued 1, reserved 2 and 3, called 4, freed 5, topped up 6, all of it called 7, reserved anew 8, expired 9. */
function whole(): GuaranteeStory {
  const story = new GuaranteeStory();
  story.about('ReserveAmount', 11, '600.00');
  story.about('ReserveAmount', 12, '399.99');
  story.about('CallGuarantee', 11, '100.01');
  story.about('FreeAmount', 11);
  story.at('TopUpGuarantee', AT, { amount: inPkr('50.50') });
  story.about('CallGuarantee', 12, '399.99');
  story.about('ReserveAmount', 11, '1.00');
  story.at('ExpireGuarantee', '2026-04-01T00:00:00+05:00', {});
  return story;
}

function folded(story: Teller, batch = 1_000): GuaranteeRows {
  const events = logOf(story) as GuaranteeEventOfLog[];
  const guarantees: GuaranteeRows['guarantees'][number][] = [];
  const standings = new Map<number, GuaranteeStandingRow>();
  const reservations = new Map<string, GuaranteeReservationRow>();
  const now = <Row extends { until_position: number | null }>(rows: Iterable<Row>) =>
    [...rows].filter(({ until_position }) => until_position === null);
  for (let at = 0; at < events.length; at += batch) {
    const told = foldGuarantees(events.slice(at, at + batch), {
      standings: new Map(now(standings.values()).map((row) => [row.guarantee_id, row])),
      reservations: now(reservations.values()),
    });
    guarantees.push(...told.guarantees);
    for (const row of told.standings) standings.set(row.from_position, row);
    for (const row of told.reservations) reservations.set(`${row.transit_id} ${row.from_position}`, row);
  }
  const inOrder = <Row extends { from_position: number }>(rows: Iterable<Row>) =>
    [...rows].sort((a, b) => a.from_position - b.from_position);
  return {
    guarantees,
    standings: inOrder(standings.values()),
    reservations: inOrder(reservations.values()),
  };
}

it('keeps who stands for whom, and up to how much', () => {
  expect(folded(whole()).guarantees).toEqual([
    {
      guarantee_id: uuid(1),
      kind: 'insurance',
      reference: 'RIG-1',
      guarantor_id: 'insurer',
      guarantor_name: 'insurer',
      principal_id: 'forwarder',
      principal_name: 'forwarder',
      currency: 'PKR',
      valid_from: '2026-03-01',
      valid_until: '2026-03-31',
      issued_at: '2026-03-05T05:00:00.000Z',
      issued_position: 1,
    },
  ]);
});

it('keeps how it stood from event to event, and the most that was reserved of it', () => {
  const brief = folded(whole()).standings.map((row) => [
    row.from_position,
    row.until_position,
    row.ceiling_minor,
    row.reserved_minor,
    row.called_minor,
    row.freed_minor,
    row.peak_minor,
    row.peak_position,
  ]);
  expect(brief).toEqual([
    [1, 2, '100000', '0', '0', '0', '0', 1],
    [2, 3, '100000', '60000', '0', '0', '60000', 2],
    [3, 4, '100000', '99999', '0', '0', '99999', 3],
    [4, 5, '100000', '89998', '10001', '0', '99999', 3],
    [5, 6, '100000', '39999', '10001', '49999', '99999', 3],
    [6, 7, '105050', '39999', '10001', '49999', '99999', 3],
    [7, 8, '105050', '0', '50000', '49999', '99999', 3],
    [8, 9, '105050', '100', '50000', '49999', '99999', 3],
    [9, null, '105050', '100', '50000', '49999', '99999', 3],
  ]);
  expect(folded(whole()).standings.map(({ expired }) => expired)).toEqual([...Array(8).fill(false), true]);
});

it('keeps what is reserved for each transit, and that nothing is any more once it is freed or all of it was called', () => {
  const brief = folded(whole()).reservations.map((row) => [
    row.transit_id,
    row.from_position,
    row.until_position,
    row.amount_minor,
    row.called_minor,
    row.freed_minor,
  ]);
  expect(brief).toEqual([
    [uuid(11), 2, 4, '60000', '0', '0'],
    [uuid(12), 3, 7, '39999', '0', '0'],
    [uuid(11), 4, 5, '49999', '10001', '0'],
    [uuid(11), 5, 8, '0', '10001', '49999'],
    [uuid(12), 7, null, '0', '39999', '0'],
    // What was called and freed before stays told.
    [uuid(11), 8, null, '100', '10001', '49999'],
  ]);
});

it('is the same folded at once, or in batches', () => {
  for (const batch of [1, 2, 3, 4]) expect(folded(whole(), batch)).toEqual(folded(whole()));
});
