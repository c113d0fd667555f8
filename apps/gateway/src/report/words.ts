import { COUNTRIES } from '@corridor/reference-data';

/** A value of an enumeration of GraphQL, as people read it: `CONSUMER_GOODS` is "consumer goods". */
export function words(value: string): string {
  return value.toLowerCase().replaceAll('_', ' ');
}

/** A country by its name in English; by its code where the list has none. */
export function countryName(code: string): string {
  return COUNTRIES.find(code)?.name ?? code;
}
