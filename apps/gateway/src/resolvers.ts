import { ConsignmentResolver } from './consignments/consignment.resolver.js';
import { LedgerStatusResolver } from './ledger/ledger.resolver.js';
import { TargetProgressResolver } from './targets/target-progress.resolver.js';
import { BilateralTradeResolver } from './trade/bilateral-trade.resolver.js';

/** What the schema is made from. */
export const RESOLVERS = [
  LedgerStatusResolver,
  BilateralTradeResolver,
  TargetProgressResolver,
  ConsignmentResolver,
] as const;
