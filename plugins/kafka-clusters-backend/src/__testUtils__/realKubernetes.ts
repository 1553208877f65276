export * from '@kafka-clusters/real-kubernetes';
