/** Says on the terminal what takes time, and how long everything has taken so far. */
export function createProgress() {
  const begin = Date.now();
  return line => {
    const seconds = String(Math.round((Date.now() - begin) / 1000));
    console.log(`[${seconds.padStart(3)} s] ${line}`);
  };
}
