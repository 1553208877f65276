import type { UseCase } from '@kafka-clusters/plugin-kafka-clusters-common';

/**
 * Defaults of topics for what a cluster is for. They are the brokers'
 * defaults: a topic may set its own.
 */
export const useCaseConfig: Readonly<
  Record<UseCase, Readonly<Record<string, string>>>
> = {
  // Consumed once and soon; a week to find out that a consumer stands still.
  queue: { 'log.retention.hours': '168', 'compression.type': 'producer' },
  // Much and short-lived, read as a stream.
  metrics: { 'log.retention.hours': '72', 'compression.type': 'lz4' },
  'activity-tracking': {
    'log.retention.hours': '336',
    'compression.type': 'lz4',
  },
  // State is rebuilt from the log: consumers' positions must outlast a holiday.
  'stream-processing': {
    'log.retention.hours': '168',
    'offsets.retention.minutes': '20160',
    'compression.type': 'lz4',
  },
  // Text compresses well, and is read seldom.
  'log-aggregation': {
    'log.retention.hours': '72',
    'compression.type': 'zstd',
  },
  // The log is the record itself: a replica that lags behind never leads.
  'durable-log': {
    'log.retention.hours': '8760',
    'unclean.leader.election.enable': 'false',
    'compression.type': 'producer',
  },
};
