import type { KnownConsignment } from './consignment-state.js';

/**
 * Whether goods may have left a country: they are on their way or delivered, were seen abroad before they came back, or are declared for import
 * where they were bound for. What waits where it was declared, or came back without having been anywhere else, has not.
 * @param country ISO 3166-1 alpha-2 of the one that they are exported from
 */
export function mayHaveLeft(
  {
    status,
    legs,
    checkpoints,
    landedAt = [],
    damages,
    declarations,
  }: Pick<KnownConsignment, 'status' | 'legs' | 'checkpoints' | 'landedAt' | 'damages' | 'declarations'>,
  country: string,
): boolean {
  if (status === 'dispatched' || status === 'delivered') return true;
  if (declarations.some(({ flow }) => flow === 'import')) return true;
  const seen = [
    ...legs.flatMap(({ from, to = from }) => [from, to]),
    ...[...checkpoints, ...damages].map(({ location }) => location),
    ...landedAt,
  ];
  return seen.some((place) => place.slice(0, 2) !== country);
}
