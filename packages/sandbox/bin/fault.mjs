#!/usr/bin/env node
// Makes trouble in a running sandbox. TypeScript that is run as it is, like the sandbox itself.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { main } = require('../src/faults/main.ts');

await main(process.argv.slice(2));
