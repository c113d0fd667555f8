// Made by `npm run generate` from libs/reference-data/data/gateway-ports.csv; its source stands in SOURCES.md beside that.

/** place, name, source. */
export const ROWS: readonly (readonly [place: string, name: string, source: string])[] = [
  ['PKKHI', 'Karachi', 'Pakistan Observer, 26 June 2018: the Ministry of Maritime Affairs on the Karachi Port Trust, the Port Qasim Authority and the Gwadar Port Authority, which belong to it'],
  ['PKBQM', 'Port Qasim', 'Pakistan Observer, 26 June 2018: the Ministry of Maritime Affairs on the Karachi Port Trust, the Port Qasim Authority and the Gwadar Port Authority, which belong to it'],
  ['PKGWD', 'Gwadar', 'Pakistan Observer, 26 June 2018: the Ministry of Maritime Affairs on the Karachi Port Trust, the Port Qasim Authority and the Gwadar Port Authority, which belong to it'],
];
