// Made by `npm run generate` from libs/reference-data/data/border-crossings.csv; its source stands in SOURCES.md beside that.

/** code, name, one, other, source. */
export const ROWS: readonly (readonly [code: string, name: string, one: string, other: string, source: string])[] = [
  ['torkham', 'Torkham', 'PKTOR', 'AFRKH', 'Afghanistan-Pakistan Transit Trade Agreement, 2010, annex 1'],
  ['chaman', 'Chaman and Spin Boldak', 'PKCMN', 'AFSBK', 'Afghanistan-Pakistan Transit Trade Agreement, 2010, annex 1'],
  ['hairatan', 'Hairatan and Termez', 'AFHRT', 'UZTER', 'Asia-Plus, 2021-08-23: the border crossing point Termez-Khairaton'],
  ['torghundi', 'Torghundi and Serhetabat', 'AFTGH', 'TMKUK', 'Turkmenistan News Gazette, 2018: the railway Serhetabat-Torghundi put into operation; UN/LOCODE has Serhetabat by its former name, Kushka'],
  ['khorgos', 'Khorgos', 'CNHRS', 'KZHOR', 'CAREC Corridor Performance Measurement and Monitoring, annual report 2023, BCP monitor'],
  ['sarakhs', 'Sarakhs', 'IRCKT', 'TMSRK', 'Tehran Times, 2025-08-12: the Sarakhs stations on each side of the border'],
];
