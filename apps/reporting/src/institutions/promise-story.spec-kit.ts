import { allocation, type CommitmentCommand, commitment } from '@corridor/domain';
import { day, type Plan } from '../plan.spec-kit.js';
import { type Teller, uuid } from '../teller.spec-kit.js';

/** A promise that the goods of the consignment with the id `of` serve for a while, or for good. */
export function promiseSteps(told: Teller, of: number, plan: Plan): (() => void)[] {
  const commitmentId = uuid(of + 1_000);
  const about = { commitmentId };
  const value = { amount: '5000.00', currency: 'USD' };
  const terms = {
    title: 'Cotton',
    kind: 'memorandum',
    parties: [{ part: 'seller', name: 'Demo', country: 'PK', ownership: 'private' }],
    sector: 'textiles',
    hsCodes: ['52'],
    value,
    dueOn: '2026-12-31',
  } as const;
  const rate = { currency: 'PKR', usdPerUnit: '0.0036', date: '2026-02-04', source: 'par' };
  const occasion = { kind: 'forum', name: 'Forum', on: '2026-02-04' } as const;
  const at = (n: number) => ({ occurredAt: day(n) });
  const promise = (command: CommitmentCommand) => () =>
    told.tell(commitment, `commitment-${commitmentId}`, command);
  const allocate = (type: 'LinkToCommitment' | 'UnlinkFromCommitment', occurredAt: string) => () => {
    const allocated = { kind: 'consignment', id: uuid(of) } as const;
    const data = { allocated, commitmentId, reason: 'told' } as const;
    told.tell(allocation, `allocation-${uuid(of)}`, { type, occurredAt, data });
  };
  return [
    promise({
      type: 'AnnounceCommitment',
      ...at(1),
      data: { ...about, terms, rates: [], occasion, source: 'statement' },
    }),
    allocate('LinkToCommitment', day(2)),
    promise({ type: 'TellCommitmentRate', ...at(3), data: { ...about, rate } }),
    ...(plan.late ? [allocate('UnlinkFromCommitment', day(12)), allocate('LinkToCommitment', day(13))] : []),
    promise({
      type: 'ReviseCommitment',
      ...at(14),
      data: { ...about, terms: { ...terms, jobs: 3 }, reason: 'more', source: 'letter' },
    }),
    promise({ type: 'LapseCommitment', ...at(15), data: { ...about, on: '2027-01-01' } }),
  ];
}
