import type { ClusterImages } from '@kafka-clusters/plugin-kafka-clusters-node';

/** The image from the registry of this Kubernetes cluster, where one is set for all. */
export function fromRegistry(
  image: string,
  registry: string | undefined,
): string {
  if (!registry) {
    return image;
  }
  const [first, ...rest] = image.split('/');
  const hasHost =
    rest.length > 0 &&
    (first.includes('.') || first.includes(':') || first === 'localhost');
  const path = hasHost ? rest.join('/') : image;
  return `${registry.replace(/\/+$/, '')}/${path}`;
}

/** Every image of a cluster as it is to be pulled. */
export function pulledImages(
  images: ClusterImages,
): Pick<
  ClusterImages,
  'kafka' | 'zookeeper' | 'cruiseControl' | 'jmxExporter'
> {
  return {
    kafka: fromRegistry(images.kafka, images.registry),
    zookeeper: fromRegistry(images.zookeeper, images.registry),
    cruiseControl: fromRegistry(images.cruiseControl, images.registry),
    jmxExporter: fromRegistry(images.jmxExporter, images.registry),
  };
}

/** An image cut in two, as the ZooKeeper operator wants it: it joins them by `:` again, so a digest is cut at its own colon. */
export function splitImage(image: string): { repository: string; tag: string } {
  const cut = image.lastIndexOf(':');
  // A colon before the last slash is a port of the registry.
  return cut > image.lastIndexOf('/')
    ? { repository: image.slice(0, cut), tag: image.slice(cut + 1) }
    : { repository: image, tag: 'latest' };
}
