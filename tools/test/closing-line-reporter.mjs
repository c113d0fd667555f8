/** What tests left running may end by itself for so long, such as idle connections. */
const LEFT_MAX_MS = 30_000;

// Names every skipped test, then closes on the plain line that CI and people read.
export default class ClosingLineReporter {
  constructor({ watch, watchAll }) {
    this.goesOn = watch || watchAll;
  }

  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((file) =>
      file.testResults
        .filter((test) => test.status === 'pending' || test.status === 'todo')
        .map((test) => `skipped: ${test.fullName}`),
    );
    // A file that does not load runs no test and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    const closing = [...skipped, `${results.numPassedTests} passed, ${failed} failed${tail}`];
    // Jest adds its own summary behind all reporters; only the end of the process comes after that.
    process.once('exit', () => process.stdout.write(`${closing.join('\n')}\n`));
    if (!this.goesOn) endWhatIsLeft();
  }
}

/** Whatever a test has left running, a server or a connection, would keep the run from its end for ever, as of a test that failed before it cleaned up. */
function endWhatIsLeft() {
  const end = () => {
    console.error('Something that the tests began still runs: the run is ended, as one that failed.');
    process.exit(1);
  };
  // By itself it keeps nothing running.
  setTimeout(end, LEFT_MAX_MS).unref();
}
