import {
  type Allocated,
  type AllocationState,
  isDeclared,
  type LetterOfCreditState,
  letterOfCredit,
  type PaperLink,
} from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import type pg from 'pg';
import { aggregateOn } from '../../aggregate-on.js';
import type { TradeAggregates } from '../../aggregates.js';
import { contractIdOf } from './contract-claims.js';

/** What the papers of goods and of letters of credit say of the commitment that they serve, by the streams that these rest on. */
export class Papers {
  /** Of payments-settlement: read, and never appended to. */
  private readonly credits;

  constructor(
    store: EventStore,
    private readonly aggregates: Pick<TradeAggregates, 'saleContracts' | 'allocations' | 'consignments'>,
  ) {
    this.credits = aggregateOn(store)('lc', { decider: letterOfCredit, participantsOf: () => [] });
  }

  /** All commitments that they lead to, the one that goes before the others first. */
  linksOf({ kind, id }: Allocated, client: pg.ClientBase): Promise<readonly PaperLink[]> {
    return kind === 'consignment' ? this.ofConsignment(id, client) : this.ofCredit(id, client);
  }

  /** Why their papers do not lead to what they serve any more, where that is so: the same whenever it is looked at. */
  async endOf(state: AllocationState, client: pg.ClientBase): Promise<string> {
    const { contractId } = state.status === 'linked' ? state.link : {};
    const contract =
      contractId === undefined ? undefined : await this.aggregates.saleContracts.load(contractId, client);
    return contract?.state.unclaimedBecause ?? 'Its papers do not lead to the commitment any more.';
  }

  /** The consignment that a part was split from, through all splits; itself where it is no part. */
  async wholeOf(consignmentId: string, client: pg.ClientBase): Promise<string> {
    const { state } = await this.aggregates.consignments.load(consignmentId, client);
    if (!isDeclared(state) || state.partOf === undefined) return consignmentId;
    return this.wholeOf(state.partOf, client);
  }

  /** A part serves what its whole serves. */
  private async ofConsignment(id: string, client: pg.ClientBase): Promise<readonly PaperLink[]> {
    const { state } = await this.aggregates.consignments.load(id, client);
    if (state.status === 'unknown') return [];
    if (isDeclared(state) && state.partOf !== undefined) return [];
    const contractNumber =
      isDeclared(state) && state.contractNumber === undefined
        ? state.contract?.contractNumber
        : state.contractNumber;
    if (contractNumber === undefined) return [];
    return this.byNumber(contractIdOf({ ...state, contractNumber }), client);
  }

  /** By the contract that it was issued under; else by its goods, in the order of its terms. */
  private async ofCredit(id: string, client: pg.ClientBase): Promise<readonly PaperLink[]> {
    const state: LetterOfCreditState = (await this.credits.load(id, client)).state;
    if (state.status === 'unknown') return [];
    const { applicant, beneficiary, contractNumber } = state.issued;
    const links: PaperLink[] = [];
    if (contractNumber !== undefined) {
      const contract = { exporter: beneficiary, importer: applicant, contractNumber };
      links.push(...(await this.byNumber(contractIdOf(contract), client)));
    }
    for (const consignmentId of state.terms.consignmentIds) {
      const whole = await this.wholeOf(consignmentId, client);
      const goods = (await this.aggregates.allocations.load(whole, client)).state;
      if (goods.status === 'linked') links.push({ commitmentId: goods.link.commitmentId, basis: 'goods' });
    }
    return links;
  }

  private async byNumber(contractId: string, client: pg.ClientBase): Promise<readonly PaperLink[]> {
    const { commitmentId } = (await this.aggregates.saleContracts.load(contractId, client)).state;
    return commitmentId === undefined ? [] : [{ commitmentId, basis: 'contract-number', contractId }];
  }
}
