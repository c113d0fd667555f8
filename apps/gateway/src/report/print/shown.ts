import type { SignedDigest } from '@corridor/event-store';
import { type Column, isNumber, type Report } from '../report.js';

/** What stands where nothing can be told. */
export const NOTHING = '—';

/** A cell as people read it; what it says is that of the model, digit by digit. */
export function shown({ kind }: Pick<Column, 'kind'>, cell: string | null): string {
  if (cell === null) return NOTHING;
  if (kind === 'ratio') return /^-?\d+\.\d{4}$/.test(cell) ? `${hundredfold(cell)} %` : cell;
  if (kind === 'money' || kind === 'count') return cell.replace(/^-?\d+/, grouped);
  return cell;
}

/** "0.0837" is "8.37": the digits stay, the point moves. */
function hundredfold(ratio: string): string {
  const [whole = '', fraction = ''] = ratio.replace('-', '').split('.');
  const digits = `${whole}${fraction.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return `${ratio.startsWith('-') ? '-' : ''}${grouped(digits)}.${fraction.slice(2)}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

export function heading({ name, unit }: Column): string {
  return unit === null ? name : `${name}, ${unit}`;
}

export const isRight = isNumber;

/** What a report is of, line by line: name and value. */
export function factsOf(report: Report): readonly (readonly [string, string])[] {
  const { meeting, position, recordedAt, since, asOfDay, reporter, partner, months } = report;
  return [
    ...(meeting
      ? ([
          ['Meeting', `${meeting.name}${meeting.session === null ? '' : `, session ${meeting.session}`}`],
          ['Held', `${meeting.place}, ${meeting.startsOn} to ${meeting.endsOn}`],
        ] as const)
      : []),
    ['Statistics of', `${reporter}, with ${partner}`],
    ['As of position', String(position)],
    ['Recorded', `${recordedAt}, ${asOfDay} by the clock of ${reporter}`],
    ['Months', `${months.from} to ${months.to}`],
    ...(since === null ? [] : ([['Restated since position', String(since)]] as const)),
  ];
}

/** What the ledger says of the content, line by line. */
export function sealFacts({
  digest,
  position,
  hash,
  keyId,
  signature,
}: SignedDigest): readonly (readonly [string, string])[] {
  return [
    ['SHA-256 of the content', digest],
    ['Position', String(position)],
    ['Hash of the log there', hash ?? 'not at hand: the event has left the database'],
    ['Key', keyId ?? 'none: this ledger was given no key to sign reports with'],
    ['Signature (Ed25519)', signature ?? 'none'],
  ];
}
