import type { Finding, FlagKind, FlagSubject } from './red-flag.events.js';

/** RFC 3339 with offset. */
interface At {
  readonly occurredAt: string;
}

export type RedFlagCommand =
  | (At & {
      readonly type: 'RaiseRedFlag';
      readonly data: Finding & {
        readonly flagId: string;
        readonly kind: FlagKind;
        readonly subject: FlagSubject;
      };
    })
  | (At & {
      readonly type: 'AssignRedFlag';
      readonly data: { readonly flagId: string; readonly assignee: string };
    })
  | (At & {
      readonly type: 'ClearRedFlag';
      readonly data: { readonly flagId: string; readonly reason: string };
    })
  | (At & {
      readonly type: 'ConfirmRedFlag';
      readonly data: { readonly flagId: string; readonly reason: string };
    });
