import { isOfServices, type KnownCommitment, type Rated, type SaleContract } from '../institutions/index.js';

/** What goods are valued by. */
export interface Measure {
  /** Of the contract that links them, else of the commitment. */
  readonly currency: string;
  /** What the contract asks for one unit; none where the goods are linked by hand. */
  readonly prices: SaleContract['prices'];
  /** Of the day of the announcement. */
  readonly rates: readonly Rated[];
  /** The day of the announcement: goods that moved before it are no fruit of it. */
  readonly announcedOn: string;
  /** Chapters, headings and subheadings that were promised; none where the promise names none: then all goods count. */
  readonly hsCodes: readonly string[];
  /** Whether services are promised: then goods count for nothing, which are none. */
  readonly ofServices: boolean;
}

/** By the contract that links them, where there is one. */
export function measureOf(
  { terms, rates, contracts, occasion }: KnownCommitment,
  contractId: string | undefined,
): Measure {
  const contract = contracts.find((each) => each.contractId === contractId);
  return {
    currency: contract?.value.currency ?? terms.value.currency,
    prices: contract?.prices ?? [],
    rates,
    announcedOn: occasion.on,
    hsCodes: terms.hsCodes,
    ofServices: isOfServices(terms),
  };
}
