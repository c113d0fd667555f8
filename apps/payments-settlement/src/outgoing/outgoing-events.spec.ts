import { CATEGORIES, PUBLISHED_CONTRACTS } from '@corridor/contracts';
import { OUTGOING_TYPES, PLACEMENTS, type Placement } from './outgoing-events.js';
import { WEBHOOK_EVENTS } from './webhook-rows.js';

const owned = PUBLISHED_CONTRACTS.newest.filter(
  ({ category }) => CATEGORIES[category] === 'payments-settlement',
);

it('places every type of event that the service appends, and no other', () => {
  expect(Object.keys(PLACEMENTS).sort()).toEqual(owned.map(({ type }) => type).sort());
});

it('tells those that are placed so', () => {
  const told = (Object.entries(PLACEMENTS) as [string, Placement][]).flatMap(([type, { told: isTold }]) =>
    isTold ? [type] : [],
  );
  expect(OUTGOING_TYPES).toEqual(told.sort());
});

it('applies every event of a webhook', () => {
  const webhooks = owned.filter(({ category }) => category === 'webhook').map(({ type }) => type);
  expect([...WEBHOOK_EVENTS].sort()).toEqual(webhooks.sort());
});
