import { camt054 } from '../camt054.spec-kit.js';
import { camt029, camt053, pain001, pain002 } from './further-messages.spec-kit.js';
import {
  camt056,
  fileOf,
  type PaymentFacts,
  pacs002,
  pacs004,
  pacs008,
  pacs009Cover,
} from './payment-messages.spec-kit.js';

/**
 * A file of each family, in an order in which all of them can be taken; `run` makes them others than those of another run.
 * @param account that is stated, the one of all else where none is told.
 */
export function everyFamily(run: string, uetr: string, account?: string): Readonly<Record<string, string>> {
  const facts: PaymentFacts & { readonly endToEndId: string } = { uetr, endToEndId: `ALL-${run}` };
  const other = { ...facts, uetr: `${uetr.slice(0, -2)}${uetr.endsWith('0a') ? '0b' : '0a'}` };
  return {
    'pain.001': pain001(`A-${run}`, facts.endToEndId),
    'pain.002': pain002(`B-${run}`, facts.endToEndId),
    'pacs.008': pacs008(`C-${run}`, facts),
    'pacs.009': pacs009Cover(`D-${run}`, facts),
    'pacs.002': pacs002(`E-${run}`, 'ACCC', facts),
    'camt.054': camt054([facts, { endToEndId: `X-${run}` }], { messageId: `F-${run}` }),
    'camt.053': camt053(`G-${run}`, account === undefined ? {} : { account }),
    'camt.056': camt056(`H-${run}`, facts),
    'camt.029': camt029(`I-${run}`, `CASE-H-${run}`, facts),
    'pacs.004': pacs004(`J-${run}`, facts),
    'a file of two': fileOf(pacs008(`K-${run}`, other), pacs002(`L-${run}`, 'ACCC', other)),
  };
}
