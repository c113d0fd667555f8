import type {
  EpcisEventCaptured,
  EpcisEventDeclaredWrong,
  EpcisEventUpheldCheckpoints,
} from './epcis-event.events.js';

export type EpcisEventCommand =
  | {
      readonly type: 'CaptureEpcisEvent';
      /** When the event happened: RFC 3339 with offset. */
      readonly occurredAt: string;
      readonly data: EpcisEventCaptured['data'];
    }
  | {
      readonly type: 'DeclareEpcisEventWrong';
      /** When it was declared wrong, likewise. */
      readonly occurredAt: string;
      readonly data: EpcisEventDeclaredWrong['data'];
    }
  | {
      readonly type: 'UpholdCheckpoints';
      /** When the event that it corrects was declared wrong, likewise. */
      readonly occurredAt: string;
      readonly data: EpcisEventUpheldCheckpoints['data'];
    };
