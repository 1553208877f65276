export function EntityClusterContent() {
  return <section />;
}

export function EntityHealthCard() {
  return <section />;
}
