// Made by `npm run generate` from libs/reference-data/data/gateway-ports.csv; its source stands in SOURCES.md beside that.

/** place, name, source. */
export const ROWS: readonly (readonly [place: string, name: string, source: string])[] = [
  ['PKKHI', 'Karachi', 'Asia Trade Hub, Pakistan: Ports: the ports that Pakistan\'s Ministry of Maritime Affairs has'],
  ['PKBQM', 'Port Qasim', 'Asia Trade Hub, Pakistan: Ports: the ports that Pakistan\'s Ministry of Maritime Affairs has'],
  ['PKGWD', 'Gwadar', 'Asia Trade Hub, Pakistan: Ports: the ports that Pakistan\'s Ministry of Maritime Affairs has'],
];
