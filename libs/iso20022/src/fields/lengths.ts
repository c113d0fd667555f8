import type { Fields } from './element-rules.js';

/** Characters of the fields of a kind, as the standard has them; where it has a pattern, room enough to say what is wrong. */
export const REFERENCE = 35;
export const UETR = 36;
/** Room for 18 digits with sign and point, and for zeros that say nothing; more has no meaning as an amount. */
export const AMOUNT = 40;
export const DATE = 40;
export const CODE = 10;
export const NAME = 140;
export const ACCOUNT = 34;
export const BIC = 11;
/** `AddtlInf` of a reason. */
export const REASON_TEXT = 105;

/** A choice of a day and an instant. */
export const dateChoice = (path: string): Fields => ({ [`${path}/Dt`]: DATE, [`${path}/DtTm`]: DATE });
