let expected: string | undefined;

/** Remembers which cluster the person is about to request in this window. */
export function expectCluster(clusterRef: string): void {
  expected = clusterRef;
}

/**
 * Whether the cluster is the one that was just requested here; asks once. Who
 * opens an old task finds its result and is not sent away.
 */
export function takeExpectedCluster(clusterRef: string): boolean {
  const isExpected = expected === clusterRef;
  if (isExpected) {
    expected = undefined;
  }
  return isExpected;
}
