import { allocation, commitment, evidence, saleContract } from '../../../libs/domain/dist/index.js';
import { asking, exporter, id, importer, usd } from './asking.mjs';

const ofCommitment = asking({ commitmentId: id(201) });
const occasion = { kind: 'forum', name: 'x', on: '2026-03-02' };
const seller = { part: 'seller', name: 'x', country: 'PK', ownership: 'private' };
const trade = {
  title: 'x',
  kind: 'memorandum',
  parties: [seller],
  sector: 'textiles',
  hsCodes: [],
  value: usd('100.00'),
  dueOn: '2026-06-30',
};
const pledge = { ...trade, kind: 'investment-pledge', parties: [{ ...seller, part: 'investor' }] };
const named = { contractId: id(202), contractNumber: '14' };
const parties = { exporter: exporter.participantId, importer: importer.participantId };
const realisation = { realisationId: id(203) };

const commitmentCommands = [
  ...[trade, pledge].flatMap((terms) => [
    ofCommitment('AnnounceCommitment', { terms, rates: [], occasion, source: 'x' }),
    ofCommitment('ReviseCommitment', {
      terms: { ...terms, value: usd('200.00') },
      reason: 'x',
      source: 'x',
    }),
  ]),
  ofCommitment('TellCommitmentRate', {
    rate: { currency: 'PKR', usdPerUnit: '0.0036', date: '2026-03-02', source: 'x' },
  }),
  ofCommitment('ContractCommitment', {
    contract: {
      ...named,
      exporter,
      importer,
      signedOn: '2026-03-20',
      value: usd('100.00'),
      prices: [],
    },
  }),
  ofCommitment('ReleaseCommitmentContract', { contractId: id(202), reason: 'x' }),
  ofCommitment('WithdrawCommitment', { reason: 'x', source: 'x' }),
  ofCommitment('LapseCommitment', { on: '2026-07-01' }),
  ofCommitment('FulfilCommitment', { deliveredUsd: usd('200.00'), asOf: 1 }),
  ofCommitment('ReopenCommitment', { deliveredUsd: usd('1.00'), asOf: 1 }),
  ofCommitment('ReportRealisation', {
    ...realisation,
    kind: 'investment',
    amount: usd('200.00'),
    reachedOn: '2026-03-02',
    reportedBy: 'demo-mills',
    evidence: { title: 'x', sha256: 'a'.repeat(64) },
    note: 'x',
  }),
  ofCommitment('VerifyRealisation', { ...realisation, verifiedBy: 'demo-council', note: 'x' }),
  ofCommitment('RejectRealisation', { ...realisation, rejectedBy: 'demo-council', reason: 'x' }),
  ofCommitment('RevokeRealisation', { ...realisation, revokedBy: 'demo-council', reason: 'x' }),
];

const allocated = { kind: 'consignment', id: id(1) };
const link = asking({ allocated, commitmentId: id(201), reason: 'x' });
const ofGoods = asking({ allocated, reason: 'x' });
const byNumber = { commitmentId: id(201), basis: 'contract-number', contractId: id(202) };
const ofContract = asking(named);

export const COMMITMENT = {
  name: 'Commitment',
  decider: commitment,
  commands: commitmentCommands,
  about: 'What somebody promised, and what came of it.',
};

export const ALLOCATION = {
  name: 'Allocation',
  decider: allocation,
  commands: [
    link('LinkToCommitment'),
    link('UnlinkFromCommitment'),
    ofGoods('FollowPapers', { papers: [byNumber] }),
    ofGoods('FollowPapers', { papers: [] }),
    asking({ allocated, letterOfCreditId: id(204) })('NameCredit'),
  ],
  about: 'Which commitment goods, or a letter of credit, serve: one at a time.',
};

export const SALE_CONTRACT = {
  name: 'Contract of sale',
  decider: saleContract,
  commands: [
    ofContract('ClaimContract', { ...parties, commitmentId: id(201) }),
    ofContract('UnclaimContract', { commitmentId: id(201), reason: 'x' }),
    ofContract('NameContract', { ...parties, named: allocated }),
  ],
  about:
    'Where a contract meets the goods that are sent and the letters of credit that are issued under it, whichever is told first.',
};

const ofPaper = asking({ evidenceId: id(205), commitmentId: id(201), ...realisation });

export const EVIDENCE = {
  name: 'Evidence',
  decider: evidence,
  commands: [ofPaper('UseEvidence', { sha256: 'a'.repeat(64) }), ofPaper('FreeEvidence')],
  about: 'Of which commitment a paper shows something: of one alone.',
};
