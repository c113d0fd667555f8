/** A month of the calendar as it stands in figures: `2026-03`. */
export type Month = string;

export function isMonth(text: string): boolean {
  return /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);
}

/** The month `count` after `month`, or before it where `count` is negative. */
export function addMonths(month: Month, count: number): Month {
  const index = indexOf(month) + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** How many months `from` to `to` are, both included; 0 where `to` lies before. */
export function countMonths(from: Month, to: Month): number {
  return Math.max(0, indexOf(to) - indexOf(from) + 1);
}

/** Every month `from` to `to`, both included. */
export function listMonths(from: Month, to: Month): readonly Month[] {
  return Array.from({ length: countMonths(from, to) }, (_, at) => addMonths(from, at));
}

/** The first day of a month, `YYYY-MM-DD`. */
export function firstDay(month: Month): string {
  return `${month}-01`;
}

/** The last day of a month, `YYYY-MM-DD`. */
export function lastDay(month: Month): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of, 0)).toISOString().slice(0, 10);
}

function indexOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
