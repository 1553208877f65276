/**
 * Clusters and a client in memory, for tests of what stands on the contract.
 *
 * @packageDocumentation
 */
export * from './FakeKafkaClustersApi';
export * from './FakeOwnership';
export * from './fixtures';
