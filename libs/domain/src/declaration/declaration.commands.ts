import type { GoodsLine } from '../consignment/consignment.events.js';
import type {
  CarriageCharges,
  DeclarationLodged,
  ExchangeRate,
  HoldPlaced,
  HoldReleased,
} from './declaration.events.js';

/** RFC 3339 with offset. */
interface At {
  readonly occurredAt: string;
}

export type DeclarationCommand =
  | (At & { readonly type: 'LodgeDeclaration'; readonly data: DeclarationLodged['data'] })
  | (At & { readonly type: 'PlaceHold'; readonly data: HoldPlaced['data'] })
  | (At & { readonly type: 'ReleaseHold'; readonly data: HoldReleased['data'] })
  | (At & {
      readonly type: 'ClearDeclaration';
      readonly data: { readonly declarationId: string; readonly exchangeRate: ExchangeRate };
    })
  | (At & {
      readonly type: 'AmendDeclaration';
      readonly data: {
        readonly declarationId: string;
        readonly reason: string;
        readonly lines: readonly GoodsLine[];
        readonly charges: CarriageCharges;
      };
    });
