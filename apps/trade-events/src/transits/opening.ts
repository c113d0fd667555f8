import { derivedId } from '@corridor/contracts';
import type { KnownConsignment, KnownGuarantee, TransitAsked, TransitGoods } from '@corridor/domain';
import { ProblemError } from '@corridor/nest-kit';
import { byClockOf, checkTirCeiling } from '@corridor/reference-data';
import type { Opening } from './transit-step.js';

/** The id of a transit. An office gives a number once, so a transit that is opened again meets the first. */
export function transitIdOf({ officeOfDeparture, transitNumber }: Opening): string {
  return derivedId('corridor-ledger transit v1', officeOfDeparture, transitNumber);
}

/**
 * A transit as it is opened: the principal is whom the guarantee covers, the goods of a consignment are those that it has now, and
 * each limit is told by the clock of its place.
 * @throws Rejection `carnet-above-ceiling` or `carnet-not-in-euro` where a carnet cannot stand for so much in a country on the way.
 */
export function openingOf(
  transitId: string,
  { goods = [], ...opening }: Opening,
  { issued }: KnownGuarantee,
  consignment: KnownConsignment | undefined,
): TransitAsked {
  const { officeOfDeparture, officeOfDestination, itinerary, dutyAtRisk, dueBy } = opening;
  if (issued.kind === 'tir-carnet') {
    const places = [officeOfDeparture, ...itinerary.map(({ location }) => location), officeOfDestination];
    const countries = new Set(places.map((place) => place.slice(0, 2)));
    checkTirCeiling(dutyAtRisk, countries, '/dutyAtRisk');
  }
  return {
    transitId,
    ...opening,
    guarantor: issued.guarantor.participantId,
    principal: issued.principal,
    goods: consignment ? goodsOf(consignment) : goods,
    itinerary: itinerary.map((stop) => ({ ...stop, dueBy: byClockOf(stop.location, stop.dueBy) })),
    dueBy: byClockOf(officeOfDestination, dueBy),
  };
}

/** @throws ProblemError 409 `consignment-over` for goods that have come to their end, or go on as parts of their own. */
function goodsOf({ status, lines }: KnownConsignment): readonly TransitGoods[] {
  if (status !== 'declared' && status !== 'dispatched') {
    const message = `The consignment is ${status}: there is nothing to carry.`;
    throw new ProblemError(409, 'consignment-over', message, { pointer: '/consignmentId' });
  }
  return lines.map(({ hs6, description, netMassKg, grossMassKg, value }) => ({
    hs6,
    description,
    netMassKg,
    ...(grossMassKg !== undefined && { grossMassKg }),
    value,
  }));
}
