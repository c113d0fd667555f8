import { partsOf, sightingOf } from './milestone-sightings.js';

const sighting = (type: string, data: object = {}) =>
  sightingOf({
    type,
    position: 3,
    occurredAt: '2026-03-01T10:00:00+05:00',
    data: { consignmentId: 'c', location: 'PKTOR', ...data },
  } as unknown as Parameters<typeof sightingOf>[0]);

it('keeps where goods were seen, by what happened there', () => {
  expect(sighting('CheckpointRecorded', { movement: 'departed' })).toEqual({
    position: 3,
    consignment_id: 'c',
    location: 'PKTOR',
    movement: 'departed',
    seen_at: '2026-03-01T10:00:00+05:00',
    withdrawn_position: null,
  });
  const types = ['ConsignmentTransloaded', 'ConsignmentSplit', 'ConsignmentDelivered', 'ConsignmentReturned'];
  expect(types.map((type) => sighting(type).movement)).toEqual(['transloaded', 'split', 'ended', 'ended']);
});

it('keeps the whole of each part, and the whole of that', () => {
  const declared = (position: number, consignmentId: string, partOf?: string) => ({
    position,
    data: { consignmentId, ...(partOf !== undefined && { partOf }) },
  });
  const events = [declared(1, 'a'), declared(2, 'b', 'a'), declared(3, 'c', 'b'), declared(4, 'z', 'y')];
  const rows = partsOf(events as unknown as Parameters<typeof partsOf>[0], new Map([['y', ['x', 'w']]]));
  expect(
    rows.map(({ position, consignment_id, whole_id }) => `${position} ${consignment_id} of ${whole_id}`),
  ).toEqual(['2 b of a', '3 c of b', '3 c of a', '4 z of y', '4 z of x', '4 z of w']);
});
