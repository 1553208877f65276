// The first start of a test backend compiles its plugins, which takes longer than Jest's default on a cold cache.
jest.setTimeout(60_000);
