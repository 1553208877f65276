// The first test of a file loads Backstage's backend, which takes longer than Jest's five seconds on a cold cache.
jest.setTimeout(60_000);
