import { whyShut } from '@corridor/domain';
import type { MoneyJson } from '@corridor/kernel';
import { countryOfIban, ibanFault } from '@corridor/reference-data';
import { Inject, Injectable } from '@nestjs/common';
import { BankCalendars } from './bank-calendars.js';

export const VALUE_NOTES = [
  'iban-invalid',
  'instruction-differs',
  'value-date-no-banking-day',
  'value-date-before-cut-off',
] as const;

/** What a bank may want to look at in the account or the value date of what it booked. It informs: nothing is refused or held for it. */
export interface ValueNote {
  readonly code: (typeof VALUE_NOTES)[number];
  readonly message: string;
}

/** A credit as far as its value date goes. */
export interface ValuedCredit {
  /** The country of an IBAN tells whose calendar counts; of another account, nothing is said. */
  readonly account: string;
  readonly amount: MoneyJson;
  readonly valueDate: string;
  /** RFC 3339, or without an offset by the clock of the bank; absent where only the day of the booking is told. */
  readonly bookedAt?: string | undefined;
}

/** Holds accounts against the rules of IBANs, and value dates against the calendar and the cut-off of the bank that booked them. */
@Injectable()
export class ValueNotes {
  constructor(
    @Inject(BankCalendars) private readonly calendars: Pick<BankCalendars, 'calendarsOf' | 'valueDate'>,
  ) {}

  /** Of each credit, in their order. */
  of(credits: readonly ValuedCredit[]): Promise<readonly (readonly ValueNote[])[]> {
    return Promise.all(credits.map((credit) => this.notesOf(credit)));
  }

  private async notesOf({
    account,
    amount,
    valueDate,
    bookedAt,
  }: ValuedCredit): Promise<readonly ValueNote[]> {
    const notes: ValueNote[] = [...ibanNotes(account)];
    const country = countryOfIban(account);
    if (country === undefined) return notes;
    const [calendar] = await this.calendars.calendarsOf([country]);
    const [shut] = calendar ? whyShut(valueDate, calendar) : [];
    if (shut) {
      const why = shut.because === 'holiday' ? `a holiday, ${shut.name}` : 'a day of the weekend';
      const message = `The value date, ${valueDate}, is no banking day in ${country}: it is ${why}.`;
      notes.push({ code: 'value-date-no-banking-day', message });
    }
    if (bookedAt === undefined) return notes;
    const asked = { receivedAt: bookedAt, country, currency: amount.currency, others: [] };
    const { cutOff, receivedAt, ...earliest } = await this.calendars.valueDate(asked);
    const isLate = earliest.reasons.some(({ because }) => because === 'after-cut-off');
    if (cutOff && isLate && valueDate < earliest.valueDate) {
      const message = `It was booked at ${receivedAt}, after the cut-off of ${cutOff.at}: what comes then is of value on ${earliest.valueDate}, not on ${valueDate}.`;
      notes.push({ code: 'value-date-before-cut-off', message });
    }
    return notes;
  }
}

/** Of an account that looks like an IBAN and is none. */
export function ibanNotes(account: string): readonly ValueNote[] {
  const message = ibanFault(account);
  return message === undefined ? [] : [{ code: 'iban-invalid', message }];
}

/** The part of an answer that tells them, where there are any. */
export function noted(notes: readonly ValueNote[] = []): { readonly notes?: readonly ValueNote[] } {
  return notes.length > 0 ? { notes } : {};
}
