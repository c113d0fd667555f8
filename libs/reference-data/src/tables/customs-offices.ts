// Made by `npm run generate` from libs/reference-data/data/customs-offices.csv; its source stands in SOURCES.md beside that.

/** code, name, situation, roles, source. */
export const ROWS = [
  ['KZAAU', 'Customs post of the port of Aktau', 'border', 'export import transit', 'Port of Aktau'],
  ['KZALA', 'Customs department of Almaty', 'inland', 'export import transit', 'Government Decree 1133 of 2004-10-29'],
  ['KZAST', 'Customs department of Astana', 'inland', 'export import transit', 'Government Decree 1133 of 2004-10-29'],
  ['KZDOS', 'Railway border crossing point Dostyk', 'border', 'export import transit', 'The Astana Times 2024-11 (Ministry of Transport)'],
  ['KZHOR', 'Border crossing point Khorgos', 'border', 'export import transit', 'CAREC CPMM 2023'],
  ['KZKOR', 'Customs post Korday', 'border', 'export import transit', 'Interfax-Kazakhstan 2010-05-20'],
  ['KZKUR', 'Border crossing point of the port of Kuryk', 'border', 'export import transit', 'CAREC CPMM 2020'],
  ['KZSRY', 'Railway border crossing point Saryagash', 'border', 'export import transit', 'The Astana Times 2024-11 (Ministry of Transport)'],
  ['PKBQM', 'Collectorate at Port Muhammad Bin Qasim', 'border', 'export import transit', 'SRO 607(I)/2019'],
  ['PKCMN', 'Customs at Chaman', 'border', 'export import transit', 'Business Recorder 2018-01-20'],
  ['PKGWD', 'Collectorate at Gwadar', 'border', 'export import transit', 'CGO 14/2012'],
  ['PKHDD', 'Collectorate at Hyderabad', 'inland', 'export import', 'CGO 14/2012'],
  ['PKISB', 'Collectorate at Islamabad', 'inland', 'export import', 'CGO 14/2012'],
  ['PKKHI', 'Collectorates at Custom House, Karachi', 'border', 'export import transit', 'SRO 607(I)/2019'],
  ['PKLHE', 'Collectorate at Lahore', 'inland', 'export import', 'CGO 14/2012'],
  ['PKLYP', 'Collectorate at Faisalabad', 'inland', 'export import', 'CGO 14/2012'],
  ['PKMUX', 'Collectorate at Multan', 'inland', 'export import', 'CGO 14/2012'],
  ['PKPEW', 'Collectorate at Peshawar', 'inland', 'export import', 'CGO 14/2012'],
  ['PKRWP', 'Collectorate at Rawalpindi', 'inland', 'export import', 'Business Recorder 2005-07-18'],
  ['PKSMB', 'Collectorate at Sambrial (Sialkot)', 'inland', 'export import', 'CGO 14/2012'],
  ['PKTFT', 'Collectorate of Customs Appraisement at Taftan', 'border', 'export import transit', 'customnews.pk 2024-01-08'],
  ['PKTOR', 'Customs at Torkham', 'border', 'export import transit', 'The Nation 2019-07-27'],
  ['PKUET', 'Collectorate at Quetta', 'inland', 'export import', 'CGO 14/2012'],
  ['TMFAR', 'Customs post Farap', 'border', 'export import transit', 'Daryo 2023-04-13 (Customs Service of Turkmenistan)'],
] as const;
