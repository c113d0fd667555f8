import type { EventOf } from '@corridor/contracts';
import { minorText } from '@corridor/kernel';

export type PublicationEvent = EventOf<'OfficialStatisticsPublished' | 'OfficialStatisticsWithdrawn'>;
type PublishedEvent = EventOf<'OfficialStatisticsPublished'>;

/** A row of `reporting.official_publications`, without its generation: what a source published, as it stood from one position to another. */
export interface PublicationRow {
  /** The event that told it. */
  readonly position: number;
  /** From which on it stands: as it was told, or as what stood after it was taken back. */
  readonly from_position: number;
  /** From which it does not; null while it stands. */
  readonly until_position: number | null;
  readonly statistic_id: string;
  /** Which of those of its stream, counted from 1. */
  readonly telling: number;
  /** The event that took it back; null where none did. */
  readonly withdrawn_position: number | null;
  readonly source: string;
  readonly reporter: string;
  readonly partner: string;
  readonly flow: string;
  readonly period: string;
  readonly classification: string;
  readonly status: string;
  readonly published_on: string | null;
  readonly downloaded_on: string;
}

/** A row of `reporting.official_lines`, without its generation. Numbers that JSON could round are text. */
export interface PublicationLineRow {
  readonly position: number;
  readonly code: string;
  readonly value_usd_cents: string;
  readonly cif_usd_cents: string | null;
  readonly fob_usd_cents: string | null;
  readonly net_kg: string | null;
  readonly net_kg_estimated: boolean;
}

/**
 * What events make of publications: the rows that they tell and those that they change, by the position from which on each stands, and the lines of what they tell.
 * @param known all rows of the streams that the events tell of
 */
export function foldPublications(
  events: readonly PublicationEvent[],
  known: readonly PublicationRow[],
): {
  readonly publications: ReadonlyMap<number, PublicationRow>;
  readonly lines: readonly PublicationLineRow[];
} {
  const publications = new Map<number, PublicationRow>();
  const streams = new Map<string, Map<number, PublicationRow>>();
  const rowsOf = (id: string): Map<number, PublicationRow> => {
    const rows = streams.get(id) ?? new Map<number, PublicationRow>();
    streams.set(id, rows);
    return rows;
  };
  for (const row of known) rowsOf(row.statistic_id).set(row.from_position, row);
  const put = (row: PublicationRow): void => {
    rowsOf(row.statistic_id).set(row.from_position, row);
    publications.set(row.from_position, row);
  };
  for (const event of events) {
    const { position, data } = event;
    const rows = [...rowsOf(data.statisticId).values()];
    const standing = rows.find(({ until_position }) => until_position === null);
    if (event.type === 'OfficialStatisticsPublished') {
      if (standing) put({ ...standing, until_position: position });
      put(publicationOf(event, Math.max(0, ...rows.map(({ telling }) => telling)) + 1));
      continue;
    }
    const { telling } = event.data;
    for (const row of rows) {
      if (row.telling !== telling) continue;
      const isStanding = row.until_position === null;
      put({ ...row, withdrawn_position: position, ...(isStanding && { until_position: position }) });
    }
    if (standing?.telling !== telling) continue;
    const before = rows
      .filter((row) => row.telling < telling && row.withdrawn_position === null)
      .sort((a, b) => b.telling - a.telling)[0];
    if (before) put({ ...before, from_position: position, until_position: null });
  }
  return { publications, lines: events.flatMap(linesOf) };
}

function publicationOf({ position, data }: PublishedEvent, telling: number): PublicationRow {
  const { source, reporter, partner, flow, period, classification, status } = data;
  return {
    position,
    from_position: position,
    until_position: null,
    statistic_id: data.statisticId,
    telling,
    withdrawn_position: null,
    source,
    reporter,
    partner,
    flow,
    period,
    classification,
    status,
    published_on: data.publishedOn ?? null,
    downloaded_on: data.downloadedOn,
  };
}

function linesOf(event: PublicationEvent): readonly PublicationLineRow[] {
  if (event.type !== 'OfficialStatisticsPublished') return [];
  const {
    position,
    data: { currency, lines },
  } = event;
  const cents = (amount: string | undefined) =>
    amount === undefined ? null : minorText({ amount, currency });
  return lines.map(({ code, value, cif, fob, netKg, netKgEstimated }) => ({
    position,
    code,
    value_usd_cents: minorText({ amount: value, currency }),
    cif_usd_cents: cents(cif),
    fob_usd_cents: cents(fob),
    net_kg: netKg ?? null,
    net_kg_estimated: netKgEstimated,
  }));
}
