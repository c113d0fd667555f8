/** Conditions on what a meeting of countries talks about. Where nothing tells whose a thing is, it concerns every meeting. */

/**
 * What is between two sides: each of them that was told has a country that meets.
 * @param meeting the countries that meet, and the two sides: expressions for `text[]`
 */
export const concernsBetween = (meeting: string, from: string, to: string): string =>
  [from, to].map((side) => `(cardinality(${side}) = 0 OR ${side} && ${meeting})`).join(' AND ');

/**
 * What several countries share: two of them meet; of what is within one country, that one does.
 * @param meeting the countries that meet, and those of the thing: expressions for `text[]`
 */
export const concernsShared = (meeting: string, countries: string): string =>
  `(SELECT count(*) FILTER (WHERE each.country = ANY (${meeting})) >= least(2, count(*))
    FROM (SELECT DISTINCT unnest(${countries}) AS country) each)`;
