import { specOf } from '@corridor/testing';
import {
  type AllocationCommand,
  type AllocationEvent,
  allocation,
  type SaleContractEvent,
  saleContract,
} from '../../index.js';

const AT = '2026-03-02T10:00:00+05:00';
const allocated = { kind: 'consignment', id: '0191d8a0-0000-7000-8000-000000000001' } as const;
const linking = (
  commitmentId: string,
  basis: 'hand' | 'contract-number' = 'contract-number',
): AllocationCommand => ({
  type: 'LinkToCommitment',
  occurredAt: AT,
  data: { allocated, commitmentId, basis },
});
const unlinking = (commitmentId: string, basis: 'hand' | 'contract-number' = 'hand'): AllocationCommand => ({
  type: 'UnlinkFromCommitment',
  occurredAt: AT,
  data: { allocated, commitmentId, basis, reason: 'x' },
});
const linked = (commitmentId: string, basis: 'hand' | 'contract-number' = 'contract-number') =>
  ({
    type: 'CommitmentLinked',
    occurredAt: AT,
    data: { allocated, commitmentId, basis },
  }) satisfies AllocationEvent;
const unlinked = (commitmentId: string, basis: 'hand' | 'contract-number' = 'hand') =>
  ({
    type: 'CommitmentUnlinked',
    occurredAt: AT,
    data: { allocated, commitmentId, basis, reason: 'x' },
  }) satisfies AllocationEvent;
const { given } = specOf(allocation);

describe('goods', () => {
  it('serve a commitment by the number of their contract, told once', () => {
    given().when(linking('a')).thenEvents(linked('a'));
    given(linked('a')).when(linking('a')).thenEvents();
    given(linked('a')).when(linking('a', 'hand')).thenEvents();
  });

  it('serve one alone: a number changes nothing, and a person is told which it is', () => {
    given(linked('a')).when(linking('b')).thenEvents();
    given(linked('a')).when(linking('b', 'hand')).thenRejected('linked-elsewhere', {});
    given(linked('a'), unlinked('a')).when(linking('b', 'hand')).thenEvents(linked('b', 'hand'));
  });

  it('do not serve by a number what a person said they do not', () => {
    given(linked('a'), unlinked('a')).when(linking('a')).thenEvents();
    given(linked('a'), unlinked('a')).when(linking('a', 'hand')).thenEvents(linked('a', 'hand'));
    given(linked('a'), unlinked('a', 'contract-number')).when(linking('a')).thenEvents(linked('a'));
  });

  it('are not taken by a number from where a person put them', () => {
    given(linked('a', 'hand')).when(unlinking('a', 'contract-number')).thenEvents();
    given(linked('a')).when(unlinking('a', 'contract-number')).thenEvents(unlinked('a', 'contract-number'));
  });

  it('are taken from what they serve', () => {
    given(linked('a'), unlinked('a')).when(unlinking('a')).thenEvents();
    given(linked('a'))
      .when(unlinking('b'))
      .thenRejected('illegal-step', { legalNow: ['UnlinkFromCommitment'] });
    given().when(unlinking('b', 'contract-number')).thenEvents();
  });
});

describe('a contract of sale', () => {
  const sale = specOf(saleContract);
  const named = { contractId: 'c', contractNumber: '14', exporter: 'mills', importer: 'stores' };
  const claimed = (commitmentId: string): SaleContractEvent => ({
    type: 'ContractClaimed',
    occurredAt: AT,
    data: { ...named, commitmentId },
  });
  const claiming = (commitmentId: string) =>
    ({ type: 'ClaimContract', occurredAt: AT, data: { ...named, commitmentId } }) as const;
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
  const goods = (consignmentId: string): SaleContractEvent => ({
    type: 'ContractNamed',
    occurredAt: AT,
    data: { ...named, consignmentId },
  });
  const naming = (consignmentId: string) =>
    ({ type: 'NameContract', occurredAt: AT, data: { ...named, consignmentId } }) as const;

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

  it('keeps what is sent under it, each once, before and behind its claim', () => {
    sale.given().when(naming('1')).thenEvents(goods('1'));
    sale.given(goods('1'), claimed('a')).when(naming('1')).thenEvents();
    sale.given(goods('1'), claimed('a')).when(naming('2')).thenEvents(goods('2'));
  });
});
