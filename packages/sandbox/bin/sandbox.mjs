#!/usr/bin/env node
// The sandbox is TypeScript that is run as it is, like a backend under development.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { main } = require('../src/cli/main.ts');

main(process.argv.slice(2));
