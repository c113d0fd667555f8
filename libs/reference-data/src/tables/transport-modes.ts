// Made by `npm run generate` from libs/reference-data/data/transport-modes.csv; its source stands in SOURCES.md beside that.

/** code, name, mode. */
export const ROWS = [
  ['0', 'Transport mode not specified', ''],
  ['1', 'Maritime transport', 'sea'],
  ['2', 'Rail transport', 'rail'],
  ['3', 'Road transport', 'road'],
  ['4', 'Air transport', 'air'],
  ['5', 'Mail', ''],
  ['6', 'Multimodal transport', ''],
  ['7', 'Fixed transport installations', ''],
  ['8', 'Inland water transport', ''],
  ['9', 'Transport mode not applicable', ''],
] as const;
