import type { MoneyJson } from '@corridor/kernel';

/** How the beneficiary gets his money (UCP 600, article 6(b)). */
export const AVAILABILITIES = ['sight-payment', 'deferred-payment', 'acceptance', 'negotiation'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** From what the days of a tenor count: sight of a complying presentation, the date of shipment, or the acceptance of the draft. */
export const TENOR_STARTS = ['sight', 'shipment', 'acceptance'] as const;
export type TenorStart = (typeof TENOR_STARTS)[number];

export interface Tenor {
  readonly days: number;
  readonly from: TenorStart;
}

/** What an applicant and a beneficiary may lean on, and what an amendment changes. Days are `YYYY-MM-DD`. */
export interface CreditTerms {
  readonly amount: MoneyJson;
  /** By how many hundredths the drawings may be above or below the amount (field 39A of an MT700). */
  readonly tolerance?: { readonly plusPercent: number; readonly minusPercent: number };
  /** The amount is told as "about" or "approximately": a tenth more or less (article 30(a)). */
  readonly about?: true;
  /** The last day for presentation, and UN/LOCODE of the place where it is to be made. */
  readonly expiry: { readonly on: string; readonly place: string };
  readonly latestShipmentOn?: string;
  readonly partialShipments: boolean;
  readonly transhipment: boolean;
  readonly availableBy: Availability;
  /** Absent where payment is at sight. */
  readonly tenor?: Tenor;
  /** UN/EDIFACT 1001. */
  readonly documentsRequired: readonly string[];
  /** Days after shipment within which documents are to be presented (article 14(c)). */
  readonly presentationPeriodDays: number;
  /** The consignments that it is for; none where that is not told. */
  readonly consignmentIds: readonly string[];
  /** What is to be shipped, and in which UN/ECE Recommendation 20 unit; `about`: a tenth more or less. */
  readonly quantity?: { readonly quantity: string; readonly unit: string; readonly about?: true };
}

/** What of the terms an amendment replaces: whole fields; one that is not named stays. */
export type CreditChanges = Partial<Omit<CreditTerms, 'tolerance' | 'about' | 'tenor' | 'availableBy'>> & {
  readonly tolerance?: { readonly plusPercent: number; readonly minusPercent: number };
};

/** The terms as they are once an amendment is accepted. A tolerance that is told takes the place of "about". */
export function amendedTerms(terms: CreditTerms, changes: CreditChanges): CreditTerms {
  const { about, ...rest } = terms;
  return { ...(changes.tolerance ? rest : terms), ...changes };
}
