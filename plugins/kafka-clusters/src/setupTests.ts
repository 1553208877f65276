import '@testing-library/jest-dom';

// The first test of a file compiles the design system on a cold cache.
jest.setTimeout(60_000);
