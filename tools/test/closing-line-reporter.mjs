// Names every skipped test, then closes on the plain line that CI and people read.
export default class ClosingLineReporter {
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
  }
}
