import { SUBJECT_CONTRACTS } from './subject.js';
import { TARGET_CONTRACTS } from './target.js';
import { VISA_CONTRACTS } from './visa.js';

/** What the Commission, the Business Council and those whom they help say: from declarations to deals. */
export const INSTITUTION_CONTRACTS = [...TARGET_CONTRACTS, ...SUBJECT_CONTRACTS, ...VISA_CONTRACTS] as const;
