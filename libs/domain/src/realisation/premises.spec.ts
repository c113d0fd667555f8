import type { CommitmentEvent } from '../institutions/index.js';
import { hasPremise } from './premises.js';
import { RealisationFold } from './realisation.js';
import { nothingKnown } from './realisation-memory.js';
import type { CommitmentWord, GoodsWord, LinkWord, RealisationWord } from './realisation-words.js';

const AT = '2026-03-01T05:00:00.000Z';
const usd = { amount: '1.00', currency: 'USD' };
let position = 0;
const placed = () => {
  position += 1;
  return { position, on: '2026-03-01', at: AT };
};
const told = (type: CommitmentEvent['type'], data: object): CommitmentWord => ({
  ...placed(),
  kind: 'commitment',
  told: { type, occurredAt: AT, data: { commitmentId: 'c', ...data } } as unknown as CommitmentEvent,
  participants: [],
  demo: false,
});
const link = (
  kind: LinkWord['kind'],
  commitmentId = 'c',
  of: 'consignment' | 'letter-of-credit' = 'consignment',
): LinkWord => ({
  ...placed(),
  kind,
  allocated: { kind: of, id: 'g' },
  commitmentId,
  ...{ basis: 'hand', contractId: null, toldBy: 'x', reason: null },
});
const ofGoods = (word: object) => ({ ...placed(), consignmentId: 'g', ...word }) as GoodsWord;

const terms = {
  title: 'x',
  kind: 'memorandum',
  parties: [],
  sector: 'x',
  hsCodes: [],
  value: usd,
  valueUsd: usd,
};
const announced = (commitmentId = 'c') =>
  told('CommitmentAnnounced', {
    commitmentId,
    terms,
    rates: [],
    occasion: { kind: 'summit', name: 'x', on: '2026-03-01' },
    source: 'x',
  });
const contracted = () =>
  told('CommitmentContracted', { contract: { contractId: 'k', value: usd, valueUsd: usd, prices: [] } });
const reported = () => told('RealisationReported', { realisationId: 'r', kind: 'jobs', jobs: 3 });
const report = (step: 'Verified' | 'Rejected' | 'Revoked') =>
  told(`Realisation${step}`, { realisationId: 'r' });
const released = () => told('CommitmentContractReleased', { contractId: 'k' });
const lodged = () => ofGoods({ kind: 'lodged', declarationId: 'd', flow: 'import', homeUse: true });
const cleared = () => ofGoods({ kind: 'cleared', declarationId: 'd', lines: [] });
const owed = () => ofGoods({ kind: 'owed', invoiceId: 'i', amount: { minor: '100', currency: 'USD' } });
const left = () => ofGoods({ kind: 'left', invoiceId: 'i', outstanding: '0', movedOn: '2026-03-01' });

function isToldBehind(words: readonly RealisationWord[], word: RealisationWord): boolean {
  const memory = nothingKnown();
  const fold = new RealisationFold(memory);
  for (const each of words) fold.apply(each);
  return hasPremise(word, memory);
}

it.each<[string, RealisationWord, readonly RealisationWord[], readonly RealisationWord[]]>([
  ['a word on a commitment', told('CommitmentWithdrawn', {}), [announced()], []],
  ['a contract', contracted(), [announced()], []],
  // It serves already: that it was released had not happened.
  ['a contract again', contracted(), [announced(), contracted(), released()], [announced(), contracted()]],
  ['the release of a contract', released(), [announced(), contracted()], [announced()]],
  ['what verifies', report('Verified'), [announced(), reported()], [announced()]],
  [
    'what rejects',
    report('Rejected'),
    [announced(), reported()],
    [announced(), reported(), report('Verified')],
  ],
  [
    'what revokes',
    report('Revoked'),
    [announced(), reported(), report('Verified')],
    [announced(), reported()],
  ],
  ['a link', link('linked'), [announced()], []],
  [
    'a link of what serves another',
    link('linked'),
    [announced('b'), announced(), link('linked', 'b'), link('unlinked', 'b')],
    [announced('b'), announced(), link('linked', 'b')],
  ],
  ['an unlink', link('unlinked'), [announced(), link('linked')], [announced()]],
  ['a link of a letter of credit', link('linked', 'c', 'letter-of-credit'), [announced()], []],
  ['a clearance', cleared(), [lodged()], []],
  ['a payment', left(), [owed()], []],
])('%s tells something behind what it rests on, and nothing without it', (_, word, with_, without) => {
  expect([isToldBehind(with_, word), isToldBehind(without, word)]).toEqual([true, false]);
});

it('what rests on nothing is always told', () => {
  for (const word of [announced(), lodged(), owed(), ofGoods({ kind: 'dispatched' })])
    expect(isToldBehind([], word)).toBe(true);
});
