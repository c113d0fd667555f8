import { fold } from '@corridor/kernel';
import { type ConsignmentEvent, consignment, type KnownConsignment, mayHaveLeft } from '../index.js';
import { declared, delivered, dispatched, event, idOf, partOf, returned } from './consignment.spec-kit.js';

const seenAt = (location: string) => event('CheckpointRecorded', { location, movement: 'arrived' });
const landedAt = (location: string) => {
  const short = { quantityDifference: '-1000', netMassDifferenceKg: '-1000' };
  return event('OutturnReported', { location, lines: [{ ...partOf(1, '39000', '11000'), ...short }] });
};
const damagedAt = (location: string) =>
  event('DamageReported', { location, lines: [partOf(1, '1', '1')], description: 'wet' });
const attached = (flow: 'export' | 'import') =>
  event('DeclarationAttached', { declarationId: idOf(40), flow, lines: [partOf(1, '1', '1')] });
const detached = event('DeclarationDetached', { declarationId: idOf(40) });

it.each<[string, readonly ConsignmentEvent[], boolean]>([
  ['waits', [declared], false],
  ['is on its way', [declared, dispatched], true],
  ['was delivered', [declared, dispatched, delivered], true],
  ['came back from the road', [declared, dispatched, returned], false],
  ['came back from the frontier', [declared, dispatched, seenAt('PKTOR'), returned], false],
  ['came back from abroad', [declared, dispatched, seenAt('AFRKH'), returned], true],
  ['was landed abroad and came back', [declared, dispatched, landedAt('KZALA'), returned], true],
  [
    'was landed abroad, and here once more',
    [declared, dispatched, landedAt('KZALA'), landedAt('PKLYP'), returned],
    true,
  ],
  ['was landed here', [declared, dispatched, landedAt('PKTOR'), returned], false],
  ['was found wet abroad and came back', [declared, dispatched, damagedAt('UZTAS'), returned], true],
  ['was found wet here', [declared, dispatched, damagedAt('PKTOR'), returned], false],
  ['is declared for import elsewhere', [declared, dispatched, attached('import'), returned], true],
  ['was refused for import', [declared, dispatched, attached('import'), detached, returned], false],
  ['is declared for export', [declared, dispatched, attached('export'), returned], false],
  ['came back from its consignee', [declared, dispatched, delivered, returned], true],
])('what %s may have left: %j', (_, history, left) => {
  const state = fold(consignment, history) as KnownConsignment;
  expect(mayHaveLeft(state, 'PK')).toBe(left);
});
