import type { FirmChanged, FirmRegistered, FirmReinstated, FirmSuspended } from './firm.events.js';

type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
};

export type FirmCommand =
  | Asking<'RegisterFirm', FirmRegistered['data']>
  | Asking<'ChangeFirm', FirmChanged['data']>
  | Asking<'SuspendFirm', FirmSuspended['data']>
  | Asking<'ReinstateFirm', FirmReinstated['data']>;
