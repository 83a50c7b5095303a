#!/usr/bin/env node
/** The command line's entry point: checks the Node it runs on before it loads anything else. */

import './require-node.js';

await import('./main.ts');
