export function KafkaClustersPages() {
  return <main />;
}
