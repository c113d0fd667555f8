const POLL_MS = 250;

/**
 * Calls `ended` once the process that started this one is gone. A SIGTERM for npm ends npm and the shell between it and its script;
 * the script itself is told nothing and would go on alone.
 * @returns stops watching
 */
export function watchParent(ended: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
