// Made by `npm run generate` from libs/reference-data/data/routes.csv; its source stands in SOURCES.md beside that.

/** code, name, definedOn, openedOn, openedBy, northern. */
export const ROWS: readonly (readonly [code: string, name: string, definedOn: string, openedOn: string, openedBy: string, northern: string])[] = [
  ['northern-baseline', 'Almaty to Karachi by Saint Petersburg', '2023-01-01', '', '', 'yes'],
  ['karachi-almaty-bandar-abbas', 'Karachi to Almaty by Bandar Abbas and Sarakhs', '2023-01-01', '', '', ''],
  ['karachi-almaty-torkham', 'Karachi to Almaty by Torkham', '2023-06-13', '2023-06-13', 'The News, 2023-06-13: driven by convoys of the National Logistics Corporation through Afghanistan; the crossing is not told', ''],
  ['karachi-tashkent-torkham', 'Karachi to Tashkent by Torkham', '2023-06-13', '2023-06-13', 'The News, 2023-06-13: driven by convoys of the National Logistics Corporation through Afghanistan; the crossing is not told', ''],
  ['karachi-astana-torkham', 'Karachi to Astana by Torkham', '2023-06-13', '2023-06-13', 'The News, 2023-06-13: driven by convoys of the National Logistics Corporation through Afghanistan; the crossing is not told', ''],
  ['karachi-almaty-chaman', 'Karachi to Almaty by Chaman', '2023-06-13', '', '', ''],
  ['lahore-almaty-torugart', 'Lahore to Almaty by Khunjerab and Bishkek', '2023-11-30', '2023-11-30', 'The Diplomatic Insight, November 2023: first run under TIR by Sost, Khunjerab and Torugart', ''],
  ['karachi-almaty-khorgos', 'Karachi to Almaty by Khunjerab and Khorgos', '2023-11-30', '', '', ''],
  ['pavlodar-jebel-ali', 'Pavlodar to Jebel Ali by Afghanistan and Karachi', '2024-06-30', '2024-06-30', 'Kazinform, 2024: pilot of two trucks in April and May 2024 by Zhetygen, Uzbekistan and Afghanistan', ''],
];
