import { fold } from '@corridor/kernel';
import type {
  CommitmentCommand,
  CommitmentEvent,
  CommitmentTerms,
  KnownCommitment,
  SaleContract,
  TermsAsked,
} from '../../index.js';
import { commitment } from '../../index.js';

export const AT = '2026-02-04T15:00:00+05:00';
export const idOf = (number: number) => `0191d8a0-7c01-7a00-8c11-${String(number).padStart(12, '0')}`;
export const commitmentId = idOf(1);
export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const pkr = (amount: string) => ({ amount, currency: 'PKR' });
export const sha256 = (digit: string) => digit.repeat(64);

/** What a memorandum promises: 20 million dollars of textiles by the middle of 2027. */
export const textiles: TermsAsked = {
  title: 'Cotton textiles for Almaty',
  kind: 'memorandum',
  parties: [
    {
      part: 'seller',
      participantId: 'demo-textiles',
      name: 'Demo Textiles',
      country: 'PK',
      ownership: 'private',
    },
    { part: 'buyer', name: 'Demo Trading', country: 'KZ', ownership: 'mixed' },
  ],
  sector: 'textiles',
  hsCodes: ['52', '6302'],
  value: usd('20000000.00'),
  dueOn: '2027-06-30',
};

/** An investment of 1,000 rupees at 0.0036 and ten jobs. */
export const tannery: TermsAsked = {
  title: 'A tannery in Shymkent',
  kind: 'investment-pledge',
  parties: [
    {
      part: 'investor',
      participantId: 'demo-leather',
      name: 'Demo Leather',
      country: 'PK',
      ownership: 'state',
    },
  ],
  sector: 'leather',
  hsCodes: [],
  value: pkr('1000.00'),
  jobs: 10,
};

export const rupee = { currency: 'PKR', usdPerUnit: '0.0036', date: '2026-02-04', source: 'sbp' };
/** Behind what is reported. */
export const LATER = '2026-09-01T10:00:00+05:00';
export const occasion = { kind: 'forum', name: 'Business Forum', on: '2026-02-04', place: 'PKISB' } as const;

export const saleContract: Omit<SaleContract, 'valueUsd'> = {
  contractId: idOf(2),
  contractNumber: '14',
  exporter: { participantId: 'demo-textiles', name: 'Demo Textiles', country: 'PK' },
  importer: { participantId: 'demo-trading', name: 'Demo Trading', country: 'KZ' },
  signedOn: '2026-02-20',
  value: usd('18500000.00'),
  prices: [{ hs6: '630260', unit: 'NAR', price: usd('3.70') }],
};

type CommandOf<Type extends CommitmentCommand['type']> = Extract<CommitmentCommand, { type: Type }>;

export function command<Type extends CommitmentCommand['type']>(
  type: Type,
  data: Omit<CommandOf<Type>['data'], 'commitmentId'>,
  occurredAt = AT,
): CommitmentCommand {
  // One of the union: its type and its data go together.
  return { type, occurredAt, data: { commitmentId, ...data } } as object as CommitmentCommand;
}

export const announcing = (terms: TermsAsked = textiles, rates = [rupee]) =>
  command('AnnounceCommitment', { terms, rates, occasion, source: 'Joint statement' });

const announced = (terms: CommitmentTerms): CommitmentEvent => ({
  type: 'CommitmentAnnounced',
  occurredAt: AT,
  data: { commitmentId, terms, rates: [rupee], occasion, source: 'Joint statement' },
});
export const textilesAnnounced = announced({ ...textiles, valueUsd: usd('20000000.00') });
/** 1,000 × 0.0036. */
export const tanneryAnnounced = announced({ ...tannery, valueUsd: usd('3.60') });

export const fulfilled: CommitmentEvent = {
  type: 'CommitmentFulfilled',
  occurredAt: AT,
  data: { commitmentId, basis: 'delivered', deliveredUsd: usd('20000000.00'), asOf: 7 },
};
export const withdrawn: CommitmentEvent = {
  type: 'CommitmentWithdrawn',
  occurredAt: AT,
  data: { commitmentId, reason: 'x', source: 'x' },
};

/** What a history comes to. */
export function stateOf(...history: readonly CommitmentEvent[]): KnownCommitment {
  const state = fold(commitment, history);
  if (state.status === 'unknown') throw new Error('nothing was announced');
  return state;
}
