// Made by `npm run generate` from libs/reference-data/data/procedures.csv; its source stands in SOURCES.md beside that.

/** code, name, kind, flow. */
export const ROWS = [
  ['00', 'No previous procedure', 'none', 'none'],
  ['10', 'Export', 'export', 'export'],
  ['21', 'Processing outside the customs territory', 'outward-processing', 'export'],
  ['23', 'Temporary export', 'temporary-export', 'export'],
  ['31', 'Re-export', 're-export', 'export'],
  ['40', 'Release for domestic consumption', 'home-use', 'import'],
  ['51', 'Processing in the customs territory', 'inward-processing', 'import'],
  ['53', 'Temporary import (admission)', 'temporary-admission', 'import'],
  ['60', 'Re-import', 're-import', 'import'],
  ['70', 'Customs warehouse', 'warehouse', 'import'],
  ['77', 'Free warehouse', 'free-warehouse', 'import'],
  ['78', 'Free customs zone', 'free-zone', 'import'],
  ['80', 'Customs transit', 'transit', 'none'],
  ['90', 'Special customs procedure', 'special', 'none'],
  ['91', 'Processing for domestic consumption', 'processing-for-home-use', 'import'],
  ['93', 'Destruction', 'destruction', 'none'],
  ['94', 'Refusal in favour of the state', 'abandonment', 'none'],
  ['96', 'Duty-free trade', 'duty-free', 'import'],
] as const;
