import type {
  BankHolidayDeclared,
  BankHolidayWithdrawn,
  CutOffSet,
  WeekendChanged,
} from './bank-calendar.events.js';

/** Of one country; `occurredAt` is when it was told: RFC 3339 with its offset. */
export type BankCalendarCommand = { readonly occurredAt: string } & (
  | { readonly type: 'DeclareBankHoliday'; readonly data: BankHolidayDeclared['data'] }
  | { readonly type: 'WithdrawBankHoliday'; readonly data: BankHolidayWithdrawn['data'] }
  | { readonly type: 'ChangeWeekend'; readonly data: WeekendChanged['data'] }
  | { readonly type: 'SetCutOff'; readonly data: CutOffSet['data'] }
);
