import { specOf } from '@corridor/testing';
import {
  type AllocationCommand,
  type AllocationEvent,
  allocation,
  type PaperLink,
  type SaleContractEvent,
  saleContract,
} from '../../index.js';

const AT = '2026-03-02T10:00:00+05:00';
const allocated = { kind: 'consignment', id: '0191d8a0-0000-7000-8000-000000000001' } as const;
const linking = (commitmentId: string): AllocationCommand => ({
  type: 'LinkToCommitment',
  occurredAt: AT,
  data: { allocated, commitmentId, reason: 'x' },
});
const unlinking = (commitmentId: string): AllocationCommand => ({
  type: 'UnlinkFromCommitment',
  occurredAt: AT,
  data: { allocated, commitmentId, reason: 'x' },
});
const following = (...papers: readonly PaperLink[]): AllocationCommand => ({
  type: 'FollowPapers',
  occurredAt: AT,
  data: { allocated, papers, reason: 'x' },
});
const byNumber = (commitmentId: string, contractId = 'c') =>
  ({ commitmentId, basis: 'contract-number', contractId }) as const;
const byGoods = (commitmentId: string) => ({ commitmentId, basis: 'goods' }) as const;
const linked = (link: PaperLink) =>
  ({ type: 'CommitmentLinked', occurredAt: AT, data: { allocated, ...link } }) satisfies AllocationEvent;
const linkedByHand = (commitmentId: string) =>
  ({
    type: 'CommitmentLinked',
    occurredAt: AT,
    data: { allocated, commitmentId, basis: 'hand', reason: 'x' },
  }) satisfies AllocationEvent;
const unlinked = (commitmentId: string, basis: 'hand' | PaperLink['basis'] = 'hand') =>
  ({
    type: 'CommitmentUnlinked',
    occurredAt: AT,
    data: { allocated, commitmentId, basis, reason: 'x' },
  }) satisfies AllocationEvent;
const { given } = specOf(allocation);

describe('goods', () => {
  it('serve the commitment that their papers lead to, told once', () => {
    given()
      .when(following(byNumber('a')))
      .thenEvents(linked(byNumber('a')));
    given(linked(byNumber('a')))
      .when(following(byNumber('a')))
      .thenEvents();
    given(linked(byNumber('a')))
      .when(linking('a'))
      .thenEvents();
    given().when(following()).thenEvents();
  });

  it('go with their papers from one commitment to another, or to none', () => {
    given(linked(byNumber('a')))
      .when(following(byNumber('b')))
      .thenEvents(unlinked('a', 'contract-number'), linked(byNumber('b')));
    given(linked(byNumber('a')))
      .when(following())
      .thenEvents(unlinked('a', 'contract-number'));
    // By which contract is told as well: its prices count.
    given(linked(byNumber('a')))
      .when(following(byNumber('a', 'd')))
      .thenEvents(unlinked('a', 'contract-number'), linked(byNumber('a', 'd')));
  });

  it('serve one alone: a person is told which it is', () => {
    given(linked(byNumber('a')))
      .when(linking('b'))
      .thenRejected('linked-elsewhere', { pointer: '/id' });
    given(linked(byNumber('a')), unlinked('a'))
      .when(linking('b'))
      .thenEvents(linkedByHand('b'));
  });

  it('do not serve by their papers what a person said they do not, but what those lead to next', () => {
    const history = [linked(byNumber('a')), unlinked('a')];
    given(...history)
      .when(following(byNumber('a')))
      .thenEvents();
    given(...history)
      .when(following(byNumber('a'), byGoods('b')))
      .thenEvents(linked(byGoods('b')));
    given(...history)
      .when(linking('a'))
      .thenEvents(linkedByHand('a'));
    given(linked(byNumber('a')), unlinked('a', 'contract-number'))
      .when(following(byNumber('a')))
      .thenEvents(linked(byNumber('a')));
  });

  it('are not taken by papers from where a person put them', () => {
    given(linkedByHand('a')).when(following()).thenEvents();
    given(linkedByHand('a'))
      .when(following(byNumber('b')))
      .thenEvents();
    given(linkedByHand('a'), unlinked('a'))
      .when(following(byNumber('b')))
      .thenEvents(linked(byNumber('b')));
  });

  it('are taken from what they serve', () => {
    given(linked(byNumber('a')), unlinked('a'))
      .when(unlinking('a'))
      .thenEvents();
    given(linked(byNumber('a')))
      .when(unlinking('a'))
      .thenEvents(unlinked('a'));
    given(linked(byNumber('a')))
      .when(unlinking('b'))
      .thenRejected('illegal-step', { legalNow: ['UnlinkFromCommitment', 'FollowPapers', 'NameCredit'] });
  });

  it('keep which letters of credit are for them, each once', () => {
    const naming = {
      type: 'NameCredit',
      occurredAt: AT,
      data: { allocated, letterOfCreditId: 'lc' },
    } as const;
    const named = { ...naming, type: 'CreditNamed' } as const;
    given().when(naming).thenEvents(named);
    given(named, linkedByHand('a')).when(naming).thenEvents();
  });
});

describe('a contract of sale', () => {
  const sale = specOf(saleContract);
  const contract = { contractId: 'c', contractNumber: '14', exporter: 'mills', importer: 'stores' };
  const claimed = (commitmentId: string): SaleContractEvent => ({
    type: 'ContractClaimed',
    occurredAt: AT,
    data: { ...contract, commitmentId },
  });
  const claiming = (commitmentId: string) =>
    ({ type: 'ClaimContract', occurredAt: AT, data: { ...contract, commitmentId } }) as const;
  const unclaimed = (commitmentId: string): SaleContractEvent => ({
    type: 'ContractUnclaimed',
    occurredAt: AT,
    data: { contractId: 'c', commitmentId, reason: 'x' },
  });
  const unclaiming = (commitmentId: string) =>
    ({
      type: 'UnclaimContract',
      occurredAt: AT,
      data: { contractId: 'c', commitmentId, reason: 'x' },
    }) as const;
  const credit = { ...allocated, kind: 'letter-of-credit' } as const;
  const told = (named: typeof allocated | typeof credit): SaleContractEvent => ({
    type: 'ContractNamed',
    occurredAt: AT,
    data: { ...contract, named },
  });
  const naming = (named: typeof allocated | typeof credit) =>
    ({ type: 'NameContract', occurredAt: AT, data: { ...contract, named } }) as const;

  it('serves one commitment, until that releases it', () => {
    sale.given().when(claiming('a')).thenEvents(claimed('a'));
    sale.given(claimed('a')).when(claiming('a')).thenEvents();
    sale
      .given(claimed('a'))
      .when(claiming('b'))
      .thenRejected('contract-claimed', { pointer: '/contractNumber' });
    sale.given(claimed('a')).when(unclaiming('b')).thenEvents();
    sale.given(claimed('a')).when(unclaiming('a')).thenEvents(unclaimed('a'));
    sale.given(claimed('a'), unclaimed('a')).when(claiming('b')).thenEvents(claimed('b'));
  });

  it('keeps what is sent and what is issued under it, each once, before and behind its claim', () => {
    sale.given().when(naming(allocated)).thenEvents(told(allocated));
    sale.given(told(allocated), claimed('a')).when(naming(allocated)).thenEvents();
    sale.given(told(allocated), claimed('a')).when(naming(credit)).thenEvents(told(credit));
  });
});
