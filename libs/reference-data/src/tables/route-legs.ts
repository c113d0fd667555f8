// Made by `npm run generate` from libs/reference-data/data/route-legs.csv; its source stands in SOURCES.md beside that.

/** route, toldOn, from, to, mode, borderPoints, source, km, kmSource, days, daysSource. */
export const ROWS: readonly (readonly [route: string, toldOn: string, from: string, to: string, mode: string, borderPoints: string, source: string, km: string, kmSource: string, days: string, daysSource: string])[] = [
  ['northern-baseline', '2023-01-01', 'KZALA', 'RULED', 'rail', '', '', '', '', '', ''],
  ['northern-baseline', '2023-01-01', 'RULED', 'PKKHI', 'sea', '', '', '', '', '', ''],
  ['karachi-almaty-bandar-abbas', '2023-01-01', 'PKKHI', 'IRBND', 'sea', '', '', '', '', '', ''],
  ['karachi-almaty-bandar-abbas', '2023-01-01', 'IRBND', 'KZALA', 'rail', 'IRCKT TMSRK KZSRY', '', '', '', '', ''],
  ['karachi-almaty-torkham', '2023-06-13', 'PKKHI', 'KZALA', 'road', 'PKTOR AFRKH', '', '3800', 'The News, 2023-06-13: driven by convoys of the National Logistics Corporation through Afghanistan; the crossing is not told', '', ''],
  ['karachi-tashkent-torkham', '2023-06-13', 'PKKHI', 'UZTAS', 'road', 'PKTOR AFRKH', '', '3000', 'The News, 2023-06-13: driven by convoys of the National Logistics Corporation through Afghanistan; the crossing is not told', '', ''],
  ['karachi-astana-torkham', '2023-06-13', 'PKKHI', 'KZAST', 'road', 'PKTOR AFRKH', '', '4600', 'The News, 2023-06-13: driven by convoys of the National Logistics Corporation through Afghanistan; the crossing is not told', '', ''],
  ['karachi-almaty-chaman', '2023-06-13', 'PKKHI', 'PKCMN', 'road', 'PKCMN', '', '', '', '', ''],
  ['karachi-almaty-chaman', '2023-06-13', 'PKCMN', 'KZALA', 'road', 'PKCMN AFSBK', '', '', '', '', ''],
  ['lahore-almaty-torugart', '2023-11-30', 'PKLHE', 'CNKHG', 'road', '', 'The Diplomatic Insight, November 2023: first run under TIR by Sost, Khunjerab and Torugart', '', '', '', ''],
  ['lahore-almaty-torugart', '2023-11-30', 'CNKHG', 'KGFRU', 'road', '', 'The Diplomatic Insight, November 2023: first run under TIR by Sost, Khunjerab and Torugart', '', '', '', ''],
  ['lahore-almaty-torugart', '2023-11-30', 'KGFRU', 'KZALA', 'road', 'KZKOR', '', '', '', '', ''],
  ['karachi-almaty-khorgos', '2023-11-30', 'PKKHI', 'CNKHG', 'road', '', '', '', '', '', ''],
  ['karachi-almaty-khorgos', '2023-11-30', 'CNKHG', 'CNHRS', 'road', '', '', '', '', '', ''],
  ['karachi-almaty-khorgos', '2023-11-30', 'CNHRS', 'KZALA', 'road', 'CNHRS KZHOR', '', '', '', '', ''],
  ['pavlodar-jebel-ali', '2024-06-30', 'KZPWQ', 'PKKHI', 'road', '', 'Kazinform, 2024: pilot of two trucks in April and May 2024 by Zhetygen, Uzbekistan and Afghanistan', '4900', 'Kazinform, 2024: pilot of two trucks in April and May 2024 by Zhetygen, Uzbekistan and Afghanistan', '20', 'Kazinform, 2024: pilot of two trucks in April and May 2024 by Zhetygen, Uzbekistan and Afghanistan'],
  ['pavlodar-jebel-ali', '2024-06-30', 'PKKHI', 'AEJEA', 'sea', '', 'Kazinform, 2024: pilot of 1 to 3 June 2024 by feeder vessel', '', '', '2', 'Kazinform, 2024: pilot of 1 to 3 June 2024 by feeder vessel'],
  ['karachi-almaty-khorgos', '2025-12-31', 'PKKHI', 'CNKHG', 'road', '', '', '', '', '8', 'Khyber News, 2025: the National Logistics Corporation on its trucks between Kashgar and Karachi'],
  ['karachi-almaty-khorgos', '2025-12-31', 'CNKHG', 'CNHRS', 'road', '', '', '', '', '', ''],
  ['karachi-almaty-khorgos', '2025-12-31', 'CNHRS', 'KZALA', 'road', 'CNHRS KZHOR', '', '', '', '', ''],
];
