/**
 * Places of the corridor's routes in Afghanistan, China and beyond, one a line: UN/LOCODE and name. No full list of
 * these countries: only the border posts, ports and towns that the routes pass. Source:
 * UN/LOCODE 2024-2 of UNECE, names without diacritics; datasets/un-locode publishes the same list under the Public
 * Domain Dedication and Licence 1.0.
 */
export const BEYOND = `
AEJEA Jebel Ali
AFHEA Herat
AFHRT Hairatan
AFKBL Kabul
AFKDH Kandahar
AFMZR Mazar-i-Sharif
AFRKH Torkham
AFSBK Spin Boldak
AFTGH Toraghundi
CNHRS Khorgos
CNKHG Kashgar
CNURC Urumqi
RULED Saint Petersburg
TRMER Mersin
`;
