import { tellCommitment } from './commitment-rows.js';
import type { CommitmentWord } from './realisation-words.js';

const usd = { amount: '1.00', currency: 'USD' };
const announced = (owners: readonly string[]): CommitmentWord => ({
  kind: 'commitment',
  position: 1,
  on: '2026-03-01',
  at: '2026-03-01T05:00:00.000Z',
  participants: [],
  demo: false,
  told: {
    type: 'CommitmentAnnounced',
    occurredAt: '2026-03-01T10:00:00+05:00',
    data: {
      commitmentId: 'c',
      terms: {
        title: 'x',
        kind: 'memorandum',
        parties: owners.map((ownership) => ({
          part: 'seller',
          name: 'x',
          country: 'PK',
          ownership: ownership as 'state',
        })),
        sector: 'textiles',
        hsCodes: [],
        value: usd,
        valueUsd: usd,
      },
      rates: [],
      occasion: { kind: 'summit', name: 'Summit', on: '2026-03-01' },
      source: 'x',
    },
  },
});

it.each([
  [['state'], 'state'],
  [['state', 'state'], 'state'],
  [['private', 'private'], 'private'],
  [['mixed'], 'mixed'],
  [['mixed', 'private'], 'mixed'],
  // A state's firm on one side, another one's on the other.
  [['state', 'private'], 'state-takes-part'],
  [['private', 'mixed', 'state'], 'state-takes-part'],
])('a deal of %j is told as %s', (owners, ownership) => {
  expect(tellCommitment(undefined, announced(owners)).row.ownership).toBe(ownership);
});
