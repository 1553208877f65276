// The package of the real control plane is no dependency: it is Go and a few
// programs, for tests that run on their own.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
export * from '../../../../packages/real-kubernetes/src';
