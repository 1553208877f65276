import { fromRegistry, splitImage } from './images';

describe('an image from the registry that is set for all', () => {
  it.each([
    ['ghcr.io/adobe/koperator/kafka:2', 'r.example/m/adobe/koperator/kafka:2'],
    ['pravega/zookeeper:0.2.15', 'r.example/m/pravega/zookeeper:0.2.15'],
    ['zookeeper', 'r.example/m/zookeeper'],
    ['localhost/kafka:1', 'r.example/m/kafka:1'],
    ['host:5000/kafka@sha256:ab', 'r.example/m/kafka@sha256:ab'],
  ])('%s', (image, expected) => {
    expect(fromRegistry(image, 'r.example/m/')).toBe(expected);
    expect(fromRegistry(image, undefined)).toBe(image);
  });
});

describe('an image in two parts', () => {
  it.each([
    ['pravega/zookeeper:0.2.15', 'pravega/zookeeper', '0.2.15'],
    ['zk@sha256:ab', 'zk@sha256', 'ab'],
    ['zk:1@sha256:ab', 'zk:1@sha256', 'ab'],
    ['host:5000/zk', 'host:5000/zk', 'latest'],
  ])('%s', (image, repository, tag) => {
    expect(splitImage(image)).toEqual({ repository, tag });
  });
});
