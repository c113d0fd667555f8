import { Rejection } from '@corridor/kernel';

/**
 * The officially assigned alpha-2 codes of ISO 3166-1.
 * Source: `iso3166.tab` of the IANA time zone database (public domain), which follows the standard.
 */
const CODES = `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
`;

const COUNTRIES: ReadonlySet<string> = new Set(CODES.trim().split(/\s+/));

/** Whether `code` is an officially assigned ISO 3166-1 alpha-2 code, in capitals. */
export function isCountry(code: string): boolean {
  return COUNTRIES.has(code);
}

/** @throws Rejection `country-unknown` with `pointer` where `code` is not assigned. */
export function checkCountry(code: string, pointer: string): void {
  if (isCountry(code)) return;
  const message = `"${code}" is no ISO 3166-1 alpha-2 code such as "PK".`;
  throw new Rejection('country-unknown', message, { pointer });
}
