import type { Endings } from '../endings.js';
import type { Progress } from '../progress.js';
import type { Report } from '../report.js';
import type { BenchServer } from '../server.js';

/** What the parts of `figures` work with. */
export interface FiguresBench {
  readonly server: BenchServer;
  readonly endings: Endings;
  readonly report: Report;
  readonly progress: Progress;
}
