import type { EventOf } from '@corridor/contracts';
import { minorText } from '@corridor/kernel';

export type PublicationEvent = EventOf<'OfficialStatisticsPublished'>;
type Told = PublicationEvent['data'];

/** A row of `reporting.official_publications`, without its generation: what a source published, as it stood from one position to another. */
export interface PublicationRow {
  readonly position: number;
  /** From which the source tells otherwise; null while this is the newest of its stream. */
  readonly until_position: number | null;
  readonly statistic_id: string;
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
 * What events make of publications: those that they tell and those that they end, by position, and the lines of the former.
 * @param newest of each stream that the events tell of, by its id, where one is known already
 */
export function foldPublications(
  events: readonly PublicationEvent[],
  newest: ReadonlyMap<string, PublicationRow>,
): {
  readonly publications: ReadonlyMap<number, PublicationRow>;
  readonly lines: readonly PublicationLineRow[];
} {
  const publications = new Map<number, PublicationRow>();
  const standing = new Map(newest);
  for (const { position, data } of events) {
    const before = standing.get(data.statisticId);
    if (before) publications.set(before.position, { ...before, until_position: position });
    const row = publicationOf(position, data);
    publications.set(position, row);
    standing.set(data.statisticId, row);
  }
  return { publications, lines: events.flatMap(linesOf) };
}

function publicationOf(position: number, data: Told): PublicationRow {
  const { source, reporter, partner, flow, period, classification, status } = data;
  return {
    position,
    until_position: null,
    statistic_id: data.statisticId,
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

function linesOf({ position, data: { currency, lines } }: PublicationEvent): readonly PublicationLineRow[] {
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
