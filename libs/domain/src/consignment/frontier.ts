import type { KnownConsignment } from './consignment-state.js';

/**
 * Whether goods may have left a country: they are on their way or delivered, or were seen abroad before they came back. What waits where it
 * was declared, or came back without having been anywhere else, has not.
 * @param country ISO 3166-1 alpha-2
 */
export function mayHaveLeft(
  { status, legs, checkpoints }: Pick<KnownConsignment, 'status' | 'legs' | 'checkpoints'>,
  country: string,
): boolean {
  if (status === 'dispatched' || status === 'delivered') return true;
  const seen = [
    ...legs.flatMap(({ from, to = from }) => [from, to]),
    ...checkpoints.map(({ location }) => location),
  ];
  return seen.some((place) => place.slice(0, 2) !== country);
}
