import { isoReasonOf } from '@corridor/iso20022';
import type { FoundMessage } from './looking-through.js';
import type { Warning } from './warning.js';

const COUNTED: ReadonlySet<string> = new Set(['pacs.008', 'pacs.009', 'pacs.004', 'pain.001']);

/** Where the number or the sum of payments that the header tells is another than what came: that is taken as it came, and the sender looks after what is missing. */
export function controlWarnings({ begin, transactions, sum }: FoundMessage): readonly Warning[] {
  const { family, messageId, xpath, numberOfTransactions, controlSum } = begin;
  if (!COUNTED.has(family)) return [];
  const warnings: Warning[] = [];
  const warn = (code: string, message: string): void => {
    warnings.push({ code, isoCode: isoReasonOf({ code }), message, messageId, xpath });
  };
  if (numberOfTransactions !== undefined && numberOfTransactions !== transactions) {
    warn(
      'transactions-differ',
      `The header counts ${numberOfTransactions} transactions (NbOfTxs), and the message has ${transactions}; what it has is taken as it came.`,
    );
  }
  if (controlSum !== undefined && sum !== undefined && controlSum !== sum) {
    warn(
      'control-sum-differs',
      `The header says that the amounts come to ${controlSum} (CtrlSum), and they come to ${sum}; each is taken as it came.`,
    );
  }
  return warnings;
}
